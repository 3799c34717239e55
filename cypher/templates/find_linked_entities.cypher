// Entities of one kind that refer to others: those with the given ids, those that refer to the given entities, or all, page by page.
// access: read
// returns: many
// @label: the label
// @values: what the kind's fields hold
// @around: finds those that refer to given entities
// $ids: ids, or null
// $@ends: ids of what they refer to, by the field that does; null where it does not matter
// $as_of: the day on which they must be there; null for all
// $after: without ids, the id after which the page begins
// $limit: most rows of a page; around given entities, of each one's page
// -> id: its id
// -> @values: the kind's fields; null where unknown
// -> valid_from: first day
// -> valid_to: first day it no longer counts
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
// -> by_hand: what of it somebody set by hand; null where nothing
// -> told_of: ids that it was told about, as `person=crm:7`, where they are others now; null where not
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH (entity:@label {id: id})
    WHERE ($as_of IS NULL OR @holds(entity))
    RETURN entity
  }
  @around
  ELSE {
    MATCH (entity:@label)
    WHERE entity.id > $after AND ($as_of IS NULL OR @holds(entity))
    RETURN entity ORDER BY entity.id LIMIT $limit
  }
}
RETURN entity.id AS id, @values,
  @provenance(entity)
ORDER BY id
