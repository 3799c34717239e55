// What corrections replaced of entities and facts, the latest first.
// access: read
// returns: many
// $ids: their ids
// $limit: most rows of each
// -> id: the id of the thing
// -> key: which version of a fact it is; of an entity its id
// -> noun: what kind of thing it is
// -> ends: ids of what a fact was between
// -> replaced_at: when it was corrected
// -> replaced_by: who recorded the correction; null when nobody had to say
// -> operation: what corrected it
// -> values: the values until then
UNWIND $ids AS id
CALL (id) {
  MATCH (revision:Revision {id: id})
  RETURN revision ORDER BY coalesce(revision.number, 0) DESC, revision.replaced_at DESC LIMIT $limit
}
RETURN id, revision.key AS key, revision.noun AS noun, coalesce(revision.ends, []) AS ends,
  revision.replaced_at AS replaced_at, revision.replaced_by AS replaced_by, revision.operation AS operation,
  revision {.*, replaced_by: null, noun: null, ends: null, digest: null, key: null, number: null, operation: null, commit: null,
    search_words: null, search_more: null} AS values
ORDER BY id, coalesce(revision.number, 0) DESC, replaced_at DESC
