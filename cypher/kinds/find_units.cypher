// Units of organisations: those with the given ids, those of the given entities, or all, page by page.
// access: read
// returns: many
// $ids: ids, or null
// $organization: ids of organisations whose units are asked for, or null
// $parent: ids of units whose parts are asked for, or null
// $as_of: the day on which they must exist; null, without given entities, for all
// $after: without ids, the id after which the page begins
// $limit: most rows of a page; around given entities, of each one's page
// -> id: its id
// -> organization: id of its organisation
// -> parent: id of the unit it is part of, null at the top
// -> name: its name
// -> english_name: its name in English
// -> function: what it is there for, null where unknown
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
    MATCH (entity:Unit {id: id})
    WHERE ($as_of IS NULL OR @holds(entity))
    RETURN entity
  }
  WHEN $organization IS NOT NULL THEN {
    UNWIND $organization AS id
    CALL (id) {
      @unit_of_organization(id)
        AND entity.id > $after
      RETURN entity ORDER BY entity.id LIMIT $limit
    }
    RETURN entity
  }
  WHEN $parent IS NOT NULL THEN {
    UNWIND $parent AS id
    CALL (id) {
      @unit_of_parent(id)
        AND entity.id > $after
      RETURN entity ORDER BY entity.id LIMIT $limit
    }
    RETURN entity
  }
  ELSE {
    MATCH (entity:Unit)
    WHERE entity.id > $after AND ($as_of IS NULL OR @holds(entity))
    RETURN entity ORDER BY entity.id LIMIT $limit
  }
}
RETURN entity.id AS id, head([(entity)-[:BELONGS_TO]->(o) | o.id]) AS organization,
  head([(entity)-[:PART_OF]->(p) | p.id]) AS parent, entity.name AS name, entity.english_name AS english_name,
  entity.function AS function,
  @provenance(entity)
ORDER BY id
