// Asks made of people: those with the given ids, those around the given entities, or all, page by page.
// access: read
// returns: many
// $ids: ids of facts, or null
// $askers: ids of people who ask, or null
// $asked: ids of people of whom it is asked, or null
// $as_of: the day on which they must hold; null for every version
// $after: without ids, the key after which the page begins
// $limit: most rows of a page; around given entities, of each one's page
// -> id: id of the fact
// -> asker: id of the one who asks
// -> asked: id of the one of whom it is asked
// -> about: what is asked; null where unknown
// -> valid_from: the day it was asked
// -> valid_to: the day it was fulfilled or dropped; null while it is open
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH ()-[fact:ASKS {id: id}]->()
    WHERE ($as_of IS NULL OR
      (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
    RETURN fact
  }
  WHEN $askers IS NOT NULL THEN {
    UNWIND $askers AS id
    CALL (id) {
      MATCH (around:Person {id: id})-[fact:ASKS]->()
      USING INDEX around:Person(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR
        (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  WHEN $asked IS NOT NULL THEN {
    UNWIND $asked AS id
    CALL (id) {
      MATCH (around:Person {id: id})<-[fact:ASKS]-()
      USING INDEX around:Person(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR
        (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  ELSE {
    MATCH ()-[fact:ASKS]->()
    USING INDEX fact:ASKS(key)
    WHERE fact.key > $after AND ($as_of IS NULL OR
      (coalesce(fact.valid_from, $as_of) <= $as_of AND coalesce(fact.valid_to > $as_of, true)))
    RETURN fact ORDER BY fact.key LIMIT $limit
  }
}
RETURN fact.id AS id, startNode(fact).id AS asker, endNode(fact).id AS asked, fact.about AS about,
  @provenance(fact)
ORDER BY fact.key
