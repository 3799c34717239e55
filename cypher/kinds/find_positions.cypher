// Seats: those with the given ids, those around the given entities, or all, page by page.
// access: read
// returns: many
// $ids: ids of facts, or null
// $person: ids of people, or null
// $organization: ids of organisations, or null
// $unit: ids of units, or null
// $as_of: the day on which they must hold; null for every version
// $after: without ids, the key after which the page begins
// $limit: most rows of a page; around given entities, of each one's page
// -> id: id of the fact
// -> person: id of the person
// -> organization: id of the organisation
// -> unit: id of the unit, null where unknown
// -> title: as on the card
// -> english_title: the title in English
// -> layer: 1 is the top
// -> primary: the main seat, null where unknown
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
    MATCH ()-[fact:HOLDS {id: id}]->()
    USING INDEX SEEK fact:HOLDS(id)
    WHERE ($as_of IS NULL OR @holds(fact))
    RETURN fact
  }
  WHEN $person IS NOT NULL THEN {
    UNWIND $person AS id
    CALL (id) {
      MATCH (around:Person {id: id})-[fact:HOLDS]->()
      USING INDEX SEEK around:Person(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR @holds(fact))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  WHEN $organization IS NOT NULL THEN {
    UNWIND $organization AS id
    CALL (id) {
      MATCH (around:Organization {id: id})<-[:BELONGS_TO]-{0,1}()<-[fact:HOLDS]-()
      USING INDEX SEEK around:Organization(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR @holds(fact))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  WHEN $unit IS NOT NULL THEN {
    UNWIND $unit AS id
    CALL (id) {
      MATCH (around:Unit {id: id})<-[fact:HOLDS]-()
      USING INDEX SEEK around:Unit(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR @holds(fact))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  ELSE {
    MATCH ()-[fact:HOLDS]->()
    USING INDEX fact:HOLDS(key)
    WHERE fact.key > $after AND ($as_of IS NULL OR @holds(fact))
    RETURN fact ORDER BY fact.key LIMIT $limit
  }
}
LET place = endNode(fact)
OPTIONAL MATCH (place)-[:BELONGS_TO]->(of:Organization)
RETURN fact.id AS id, startNode(fact).id AS person, coalesce(of, place).id AS organization,
  CASE WHEN of IS NULL THEN null ELSE place.id END AS unit, fact.title AS title, fact.english_title AS english_title,
  fact.layer AS layer, fact.primary AS primary,
  @provenance(fact)
ORDER BY fact.key
