// Stores beside names what search looks at.
// access: write
// returns: one
// $kind: person, organization, unit or opportunity
// $rows: id, search_words and search_more of each
// -> count: how many were found
UNWIND $rows AS row
CALL (row) {
  WHEN $kind = 'person' THEN {
    MATCH (named:Person {id: row.id}) RETURN named
  }
  WHEN $kind = 'organization' THEN {
    MATCH (named:Organization {id: row.id}) RETURN named
  }
  WHEN $kind = 'unit' THEN {
    MATCH (named:Unit {id: row.id}) RETURN named
  }
  ELSE {
    MATCH (named:Opportunity {id: row.id}) RETURN named
  }
}
SET named.search_words = row.search_words, named.search_more = row.search_more
RETURN count(named) AS count
