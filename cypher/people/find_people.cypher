// People: those with the given ids, those of the given places, or all; page by page.
// access: read
// returns: many
// $ids: ids, or null
// $organizations: ids of organisations whose people are asked for, or null
// $units: ids of units whose people are asked for, or null
// $as_of: the day on which they must exist; null for all
// $after: the id after which the page begins
// $limit: most rows
// -> id: its id
// -> name: the name
// -> english_name: the name in Latin script
// -> aliases: other names
// -> valid_from: first day
// -> valid_to: first day it no longer exists
// -> source: who told
// -> recorded_at: when relgraph learnt it
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH (entity:Person {id: id})
    RETURN entity
  }
  WHEN $organizations IS NOT NULL THEN {
    MATCH (o:Organization WHERE o.id IN $organizations)<-[:BELONGS_TO]-{0,1}()<-[seat:HOLDS]-(entity:Person)
    WHERE $as_of IS NULL OR
      (coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true))
    RETURN DISTINCT entity
  }
  WHEN $units IS NOT NULL THEN {
    MATCH (u:Unit WHERE u.id IN $units)<-[seat:HOLDS]-(entity:Person)
    WHERE $as_of IS NULL OR
      (coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true))
    RETURN DISTINCT entity
  }
  ELSE {
    MATCH (entity:Person)
    WHERE entity.id > $after
    RETURN entity ORDER BY entity.id LIMIT $limit
  }
}
FILTER entity.id > $after AND ($as_of IS NULL OR
  (coalesce(entity.valid_from, $as_of) <= $as_of AND coalesce(entity.valid_to > $as_of, true)))
WITH entity ORDER BY entity.id LIMIT $limit
RETURN entity.id AS id, entity.name AS name, entity.english_name AS english_name, coalesce(entity.aliases, []) AS aliases,
  entity.valid_from AS valid_from, entity.valid_to AS valid_to, entity.source AS source, entity.recorded_at AS recorded_at
ORDER BY id
