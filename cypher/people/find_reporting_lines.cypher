// Reporting lines: those with the given ids, those around the given entities, or all, page by page.
// access: read
// returns: many
// $ids: ids of facts, or null
// $people: ids of people whose managers are asked for, or null
// $managers: ids of people whose reports are asked for, or null
// $as_of: the day on which they must hold; null for every version
// $after: without ids, the key after which the page begins
// $limit: most rows of a page; around given entities, of each one's page
// -> id: id of the fact
// -> person: id of the person
// -> manager: id of the manager
// -> line: solid or dotted
// -> valid_from: first day
// -> valid_to: first day it no longer holds
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH ()-[fact:REPORTS_TO {id: id}]->()
    WHERE ($as_of IS NULL OR
      (@holds(fact)))
    RETURN fact
  }
  WHEN $people IS NOT NULL THEN {
    UNWIND $people AS id
    CALL (id) {
      MATCH (around:Person {id: id})-[fact:REPORTS_TO]->()
      USING INDEX around:Person(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR
        (@holds(fact)))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  WHEN $managers IS NOT NULL THEN {
    UNWIND $managers AS id
    CALL (id) {
      MATCH (around:Person {id: id})<-[fact:REPORTS_TO]-()
      USING INDEX around:Person(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR
        (@holds(fact)))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  ELSE {
    MATCH ()-[fact:REPORTS_TO]->()
    USING INDEX fact:REPORTS_TO(key)
    WHERE fact.key > $after AND ($as_of IS NULL OR
      (@holds(fact)))
    RETURN fact ORDER BY fact.key LIMIT $limit
  }
}
RETURN fact.id AS id, startNode(fact).id AS person, endNode(fact).id AS manager, fact.line AS line,
  @provenance(fact)
ORDER BY fact.key
