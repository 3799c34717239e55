// A change that @came_about tells, in columns: it is kept small until it is known whether it is wanted.
// @label: label of the entity, or type of the relationship
// @id: id of the thing
// @entity: the entity; null for a fact
@label AS label, @id AS id, thing.key AS key, place, kind, at, by, operation, properties(before) AS before, properties(now) AS now,
  [(@entity)-[:BELONGS_TO|FOR]->(above) | above.id] + [(@entity)-[:PART_OF]->(above) | above.id] AS refers
