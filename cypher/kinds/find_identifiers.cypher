// Identifiers: those with the given ids, those of the given entities, or all, page by page.
// access: read
// returns: many
// $ids: ids, or null
// $person: ids of people whose identifiers are asked for, or null
// $organization: ids of organisations whose identifiers are asked for, or null
// $as_of: the day on which they must hold; null for all
// $after: without ids, the id after which the page begins
// $limit: most rows of a page; around given entities, of each one's page
// -> id: the identifier
// -> person: id of the person known by it, or null
// -> organization: id of the organisation known by it, or null
// -> valid_from: first day
// -> valid_to: first day it no longer holds
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
// -> by_hand: what of it somebody set by hand; null where nothing
// -> told_of: ids that it was told about, as `person=crm:7`, where they are others now; null where not
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH (entity:Identifier {id: id})
    WHERE ($as_of IS NULL OR @holds(entity))
    RETURN entity
  }
  WHEN $person IS NOT NULL THEN {
    UNWIND $person AS id
    CALL (id) {
      MATCH (:Person {id: id})<-[:IDENTIFIES]-(entity:Identifier)
      WHERE entity.id > $after AND ($as_of IS NULL OR @holds(entity))
      RETURN entity ORDER BY entity.id LIMIT $limit
    }
    RETURN entity
  }
  WHEN $organization IS NOT NULL THEN {
    UNWIND $organization AS id
    CALL (id) {
      MATCH (:Organization {id: id})<-[:IDENTIFIES]-(entity:Identifier)
      WHERE entity.id > $after AND ($as_of IS NULL OR @holds(entity))
      RETURN entity ORDER BY entity.id LIMIT $limit
    }
    RETURN entity
  }
  ELSE {
    MATCH (entity:Identifier)
    WHERE entity.id > $after AND ($as_of IS NULL OR @holds(entity))
    RETURN entity ORDER BY entity.id LIMIT $limit
  }
}
RETURN entity.id AS id, head([(entity)-[:IDENTIFIES]->(p:Person) | p.id]) AS person,
  head([(entity)-[:IDENTIFIES]->(o:Organization) | o.id]) AS organization,
  @provenance(entity)
ORDER BY id
