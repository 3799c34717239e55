// Makes the relationship of a field, where it refers to something.
// @type: its type
// @other: what it refers to; null where to nothing
FOREACH (found IN CASE WHEN @other IS NULL THEN [] ELSE [@other] END | CREATE (entity)-[:@type]->(found))
