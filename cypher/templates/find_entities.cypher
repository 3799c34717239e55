// Entities of one kind, which refer to no others: those with the given ids, or all, page by page.
// access: read
// returns: many
// @label: the label
// @values: what the kind's fields hold
// $ids: ids, or null
// $as_of: the day on which they must exist; null for all
// $after: without ids, the id after which the page begins
// $limit: most rows of a page
// -> id: its id
// -> @values: the kind's fields; null where unknown
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
    MATCH (entity:@label {id: id})
    USING INDEX SEEK entity:@label (id)
    WHERE ($as_of IS NULL OR @holds(entity))
    RETURN entity
  }
  ELSE {
    MATCH (entity:@label)
    WHERE entity.id > $after AND ($as_of IS NULL OR @holds(entity))
    RETURN entity ORDER BY entity.id LIMIT $limit
  }
}
RETURN entity.id AS id, @values,
  @provenance(entity)
ORDER BY id
