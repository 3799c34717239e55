// Gives entities that refer to a person or an organisation another to refer to.
// access: write
// returns: one
// @labels: labels of the entities that also say by id what they refer to
// $rows: id of each thing, field and type of the relationship (FIND_BELONGINGS), to: the id of its new owner; told_of: ids that it
//   was told about, null where no others
// -> count: how many were given another
UNWIND $rows AS row
MATCH (thing:Unit|Opportunity|Identifier|@labels {id: row.id})-[link]->(:Person|Organization)
WHERE type(link) = row.type
MATCH (owner:Person|Organization {id: row.to})
DELETE link
SET thing.told_of = row.told_of
FOREACH (linked IN CASE WHEN thing:@labels THEN [thing] ELSE [] END | SET linked[row.field] = owner.id)
CREATE (thing)-[:$(row.type)]->(owner)
RETURN count(*) AS count
