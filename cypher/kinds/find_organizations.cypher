// Organisations: those with the given ids, or all, page by page.
// access: read
// returns: many
// $ids: ids, or null
// $wanted: without ids, `kinds`: the kinds asked for; null for every kind
// $as_of: the day on which they must exist; null for all
// $after: without ids, the id after which the page begins
// $limit: most rows of a page
// -> id: its id
// -> kind: vendor, customer, partner, competitor or other
// -> name: its name
// -> english_name: its name in English
// -> aliases: other names
// -> valid_from: first day
// -> valid_to: first day it no longer exists
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
// -> by_hand: what of it somebody set by hand; null where nothing
// -> told_of: ids that it was told about, as `person=crm:7`, where they are others now; null where not
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH (entity:Organization {id: id})
    WHERE ($as_of IS NULL OR @holds(entity))
    RETURN entity
  }
  WHEN $wanted.kinds IS NOT NULL THEN {
    MATCH (entity:Organization)
    WHERE entity.kind IN $wanted.kinds AND entity.id > $after AND ($as_of IS NULL OR @holds(entity))
    RETURN entity ORDER BY entity.id LIMIT $limit
  }
  ELSE {
    MATCH (entity:Organization)
    WHERE entity.id > $after AND ($as_of IS NULL OR @holds(entity))
    RETURN entity ORDER BY entity.id LIMIT $limit
  }
}
RETURN entity.id AS id, entity.kind AS kind, entity.name AS name, entity.english_name AS english_name,
  coalesce(entity.aliases, []) AS aliases,
  @provenance(entity)
ORDER BY id
