// Ties between people: those with the given ids, those around the given entities, or all, page by page.
// access: read
// returns: many
// $ids: ids of facts, or null
// $ends: ids of people at either end, or null
// $as_of: the day on which they must hold; null for every version
// $after: without ids, the key after which the page begins; around people, the rank (kinds.tie.Tie.rank)
// $limit: most rows of a page; around given entities, of each one's page
// -> id: id of the fact
// -> person_a: id of one of the two
// -> person_b: id of the other
// -> strength: 0..1, null where unknown
// -> basis: what it rests on
// -> last_contact: day of the last contact
// -> valid_from: first day
// -> valid_to: first day it no longer holds
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH ()-[fact:TIE {id: id}]->()
    WHERE ($as_of IS NULL OR @holds(fact))
    RETURN fact
  }
  WHEN $ends IS NOT NULL THEN {
    UNWIND $ends AS id
    CALL (id) {
      MATCH (around:Person {id: id})-[fact:TIE]-()
      USING INDEX around:Person(id)
      WHERE ($as_of IS NULL OR @holds(fact))
      LET weakness = coalesce(toInteger((1.0 - fact.strength) * 1000000), 9999999)
      LET rank = right('000000' + toString(weakness), 7) + fact.key
      FILTER rank > $after
      RETURN fact ORDER BY rank LIMIT $limit
    }
    RETURN DISTINCT fact
  }
  ELSE {
    MATCH ()-[fact:TIE]->()
    USING INDEX fact:TIE(key)
    WHERE fact.key > $after AND ($as_of IS NULL OR @holds(fact))
    RETURN fact ORDER BY fact.key LIMIT $limit
  }
}
RETURN fact.id AS id, startNode(fact).id AS person_a, endNode(fact).id AS person_b, fact.strength AS strength,
  fact.basis AS basis, fact.last_contact AS last_contact,
  @provenance(fact)
ORDER BY fact.key
