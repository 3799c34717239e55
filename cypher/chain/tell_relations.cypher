// What leads from one person to another on a day: the ties, influences and reporting lines behind some hops, with source and days.
// access: read
// returns: many
// $pairs: pairs of ids of people: who leads, and to whom
// $as_of: the day asked about
// -> by: id of who leads
// -> to: id of to whom
// -> facts: the relations that lead this way (chain.model.ChainFact), the strongest first
UNWIND $pairs AS pair
MATCH (by:Person {id: pair[0]})
MATCH (to:Person {id: pair[1]})
CALL (by, to) {
  MATCH (by)-[relation:TIE|INFLUENCES|REPORTS_TO]-(to)
  WHERE @holds(relation) AND (NOT relation:INFLUENCES OR startNode(relation) = by)
  LET strength = coalesce(relation.strength, relation.weight)
  LET kind = CASE
    WHEN relation:TIE THEN 'tie'
    WHEN relation:INFLUENCES THEN 'influence'
    ELSE relation.line + CASE WHEN startNode(relation) = by THEN '_up' ELSE '_down' END
  END
  ORDER BY strength IS NULL, strength DESC, kind, relation.id
  RETURN collect({id: relation.id, kind: kind, strength: strength, basis: relation.basis, since: relation.valid_from,
    source: relation.source}) AS facts
}
RETURN by.id AS by, to.id AS to, facts
