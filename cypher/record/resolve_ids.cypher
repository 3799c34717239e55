// Who is meant by ids: those of them that are identifiers of something, and the ids that this was known by before.
// access: read
// returns: many
// $ids: any ids
// $addresses: schemes of identifiers that are addresses, and no ids of anything
// -> id: an id that identifies something
// -> entity: id of what it identifies
// -> others: all ids of systems that identify it
UNWIND $ids AS id
MATCH (:Identifier {id: id})-[:IDENTIFIES]->(entity)
LET others = COLLECT {
  MATCH (other:Identifier)-[:IDENTIFIES]->(entity)
  WHERE NOT split(other.id, ':')[0] IN $addresses
  RETURN other.id ORDER BY other.id
}
RETURN id, entity.id AS entity, others
UNION
UNWIND $ids AS id
MATCH (entity:Person|Organization {id: id})
LET others = COLLECT {
  MATCH (other:Identifier)-[:IDENTIFIES]->(entity)
  WHERE NOT split(other.id, ':')[0] IN $addresses
  RETURN other.id ORDER BY other.id
}
FILTER size(others) > 0
RETURN id, entity.id AS entity, others
