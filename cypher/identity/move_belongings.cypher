// Gives what belongs to a person or an organisation to another: units, opportunities, identifiers.
// access: write
// returns: one
// $rows: id of each thing, to: the id of its new owner; told_of: ids that it was told about, null where no others
// -> count: how many were given away
UNWIND $rows AS row
MATCH (thing:Unit|Opportunity|Identifier {id: row.id})-[place:BELONGS_TO|FOR|IDENTIFIES]->(:Person|Organization)
MATCH (owner:Person|Organization {id: row.to})
DELETE place
SET thing.told_of = row.told_of
CALL (thing, owner) {
  WHEN thing:Unit THEN {
    CREATE (thing)-[:BELONGS_TO]->(owner)
  }
  WHEN thing:Opportunity THEN {
    CREATE (thing)-[:FOR]->(owner)
  }
  ELSE {
    CREATE (thing)-[:IDENTIFIES]->(owner)
  }
}
RETURN count(*) AS count
