// Influence: those with the given ids, those around the given entities, or all, page by page.
// access: read
// returns: many
// $ids: ids of facts, or null
// $influencers: ids of people who sway, or null
// $influenced: ids of people who are swayed, or null
// $as_of: the day on which they must hold; null for every version
// $after: without ids, the key after which the page begins
// $limit: most rows of a page; around given entities, of each one's page
// -> id: id of the fact
// -> influencer: id of the one who sways
// -> influenced: id of the one who is swayed
// -> weight: 0..1, null where unknown
// -> basis: what it rests on
// -> valid_from: first day
// -> valid_to: first day it no longer holds
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH ()-[fact:INFLUENCES {id: id}]->()
    WHERE ($as_of IS NULL OR
      (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
    RETURN fact
  }
  WHEN $influencers IS NOT NULL THEN {
    UNWIND $influencers AS id
    CALL (id) {
      MATCH (around:Person {id: id})-[fact:INFLUENCES]->()
      USING INDEX around:Person(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR
        (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  WHEN $influenced IS NOT NULL THEN {
    UNWIND $influenced AS id
    CALL (id) {
      MATCH (around:Person {id: id})<-[fact:INFLUENCES]-()
      USING INDEX around:Person(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR
        (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  ELSE {
    MATCH ()-[fact:INFLUENCES]->()
    USING INDEX fact:INFLUENCES(key)
    WHERE fact.key > $after AND ($as_of IS NULL OR
      (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
    RETURN fact ORDER BY fact.key LIMIT $limit
  }
}
RETURN fact.id AS id, startNode(fact).id AS influencer, endNode(fact).id AS influenced, fact.weight AS weight,
  fact.basis AS basis,
  @provenance(fact)
ORDER BY fact.key
