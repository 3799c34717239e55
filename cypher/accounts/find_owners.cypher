// Who owns which contact: those with the given ids, those around the given entities, or all, page by page.
// access: read
// returns: many
// $ids: ids of facts, or null
// $owners: ids of our people whose contacts are asked for, or null
// $contacts: ids of contacts whose owners are asked for, or null
// $as_of: the day on which they must hold; null for every version
// $after: without ids, the key after which the page begins
// $limit: most rows of a page; around given entities, of each one's page
// -> id: id of the fact
// -> owner: id of our person
// -> contact: id of the contact
// -> role: the letter
// -> valid_from: first day
// -> valid_to: first day it no longer holds
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH ()-[fact:OWNS {id: id}]->()
    WHERE ($as_of IS NULL OR
      (@holds(fact)))
    RETURN fact
  }
  WHEN $owners IS NOT NULL THEN {
    UNWIND $owners AS id
    CALL (id) {
      MATCH (around:Person {id: id})-[fact:OWNS]->()
      USING INDEX around:Person(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR
        (@holds(fact)))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  WHEN $contacts IS NOT NULL THEN {
    UNWIND $contacts AS id
    CALL (id) {
      MATCH (around:Person {id: id})<-[fact:OWNS]-()
      USING INDEX around:Person(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR
        (@holds(fact)))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  ELSE {
    MATCH ()-[fact:OWNS]->()
    USING INDEX fact:OWNS(key)
    WHERE fact.key > $after AND ($as_of IS NULL OR
      (@holds(fact)))
    RETURN fact ORDER BY fact.key LIMIT $limit
  }
}
RETURN fact.id AS id, startNode(fact).id AS owner, endNode(fact).id AS contact, fact.role AS role,
  @provenance(fact)
ORDER BY fact.key
