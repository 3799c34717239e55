// Friction between people: those with the given ids, those around the given entities, or all, page by page.
// access: read
// returns: many
// $ids: ids of facts, or null
// $people: ids of people at either end, or null
// $as_of: the day on which they must hold; null for every version
// $after: without ids, the key after which the page begins
// $limit: most rows of a page; around given entities, of each one's page
// -> id: id of the fact
// -> person_a: id of one of the two
// -> person_b: id of the other
// -> basis: what it rests on
// -> valid_from: first day
// -> valid_to: first day it no longer holds
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH ()-[fact:FRICTION {id: id}]->()
    WHERE ($as_of IS NULL OR
      (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
    RETURN fact
  }
  WHEN $people IS NOT NULL THEN {
    UNWIND $people AS id
    CALL (id) {
      MATCH (around:Person {id: id})-[fact:FRICTION]-()
      USING INDEX around:Person(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR
        (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN DISTINCT fact
  }
  ELSE {
    MATCH ()-[fact:FRICTION]->()
    USING INDEX fact:FRICTION(key)
    WHERE fact.key > $after AND ($as_of IS NULL OR
      (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
    RETURN fact ORDER BY fact.key LIMIT $limit
  }
}
RETURN fact.id AS id, startNode(fact).id AS person_a, endNode(fact).id AS person_b, fact.basis AS basis,
  @provenance(fact)
ORDER BY fact.key
