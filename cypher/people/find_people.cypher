// People: those with the given ids, or all, page by page.
// access: read
// returns: many
// $ids: ids, or null
// $as_of: the day on which they must exist; null for all
// $after: without ids, the id after which the page begins
// $limit: most rows of a page
// -> id: its id
// -> name: the name
// -> english_name: the name in Latin script
// -> aliases: other names
// -> declines_introductions: has asked not to be used as a way to others; null where unknown
// -> valid_from: first day
// -> valid_to: first day it no longer exists
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH (entity:Person {id: id})
    WHERE ($as_of IS NULL OR
      (@holds(entity)))
    RETURN entity
  }
  ELSE {
    MATCH (entity:Person)
    WHERE entity.id > $after AND ($as_of IS NULL OR
      (@holds(entity)))
    RETURN entity ORDER BY entity.id LIMIT $limit
  }
}
RETURN entity.id AS id, entity.name AS name, entity.english_name AS english_name, coalesce(entity.aliases,
  []) AS aliases, entity.declines_introductions AS declines_introductions,
  @provenance(entity)
ORDER BY id
