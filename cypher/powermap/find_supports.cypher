// Support in opportunities: those with the given ids, those around the given entities, or all, page by page.
// access: read
// returns: many
// $ids: ids of facts, or null
// $people: ids of people, or null
// $opportunities: ids of opportunities, or null
// $as_of: the day on which they must hold; null for every version
// $after: without ids, the key after which the page begins
// $limit: most rows of a page; around given entities, of each one's page
// -> id: id of the fact
// -> person: id of the person
// -> opportunity: id of the opportunity
// -> level: -1..3, null is unknown
// -> valid_from: first day
// -> valid_to: first day it no longer holds
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH ()-[fact:HAS_SUPPORT {id: id}]->()
    WHERE ($as_of IS NULL OR
      (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
    RETURN fact
  }
  WHEN $people IS NOT NULL THEN {
    UNWIND $people AS id
    CALL (id) {
      MATCH (around:Person {id: id})-[fact:HAS_SUPPORT]->()
      USING INDEX around:Person(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR
        (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  WHEN $opportunities IS NOT NULL THEN {
    UNWIND $opportunities AS id
    CALL (id) {
      MATCH (around:Opportunity {id: id})<-[fact:HAS_SUPPORT]-()
      USING INDEX around:Opportunity(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR
        (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  ELSE {
    MATCH ()-[fact:HAS_SUPPORT]->()
    USING INDEX fact:HAS_SUPPORT(key)
    WHERE fact.key > $after AND ($as_of IS NULL OR
      (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
    RETURN fact ORDER BY fact.key LIMIT $limit
  }
}
RETURN fact.id AS id, startNode(fact).id AS person, endNode(fact).id AS opportunity, fact.level AS level,
  @provenance(fact)
ORDER BY fact.key
