// Who is meant by ids: those of them that are identifiers of something, or of something that is known by ids of other systems too.
// access: read
// returns: many
// $ids: any ids
// $addresses: schemes of identifiers that are addresses, and no ids of anything
// -> id: an id that identifies something, or that something has
// -> entity: id of what is meant by it
// -> others: all ids of systems that identify it
UNWIND $ids AS id
CALL (id) {
  MATCH (identifier:Identifier {id: id})-[:IDENTIFIES]->(entity)
  USING INDEX SEEK identifier:Identifier (id)
  RETURN entity, true AS identified
  UNION ALL
  MATCH (entity:Person {id: id})
  USING INDEX SEEK entity:Person (id)
  RETURN entity, false AS identified
  UNION ALL
  MATCH (entity:Organization {id: id})
  USING INDEX SEEK entity:Organization (id)
  RETURN entity, false AS identified
}
LET others = [(entity)<-[:IDENTIFIES]-(other) WHERE NOT split(other.id, ':')[0] IN $addresses | other.id]
FILTER identified OR size(others) > 0
RETURN id, entity.id AS entity, others
