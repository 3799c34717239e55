// Facts of one kind: those with the given ids, those around the given entities, or all, page by page.
// access: read
// returns: many
// @label: type of the relationship
// @one_label: label of what it starts at
// @other_label: label of what it ends at
// @values: what the kind's fields hold
// $ids: ids of facts, or null
// $ones: ids of what they start at, or null
// $others: ids of what they end at, or null
// $as_of: the day on which they must hold; null for every version
// $after: without ids, the key after which the page begins
// $limit: most rows of a page; around given entities, of each one's page
// -> id: id of the fact
// -> @values: the kind's fields: ids of its two ends, and what it says; null where unknown
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
    MATCH ()-[fact:@label {id: id}]->()
    USING INDEX SEEK fact:@label (id)
    WHERE ($as_of IS NULL OR @holds(fact))
    RETURN fact
  }
  WHEN $ones IS NOT NULL THEN {
    UNWIND $ones AS id
    CALL (id) {
      MATCH (around:@one_label {id: id})-[fact:@label]->()
      USING INDEX SEEK around:@one_label (id)
      WHERE fact.key > $after AND ($as_of IS NULL OR @holds(fact))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  WHEN $others IS NOT NULL THEN {
    UNWIND $others AS id
    CALL (id) {
      MATCH (around:@other_label {id: id})<-[fact:@label]-()
      USING INDEX SEEK around:@other_label (id)
      WHERE fact.key > $after AND ($as_of IS NULL OR @holds(fact))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  ELSE {
    MATCH ()-[fact:@label]->()
    USING INDEX fact:@label (key)
    WHERE fact.key > $after AND ($as_of IS NULL OR @holds(fact))
    RETURN fact ORDER BY fact.key LIMIT $limit
  }
}
RETURN fact.id AS id, @values,
  @provenance(fact)
ORDER BY fact.key
