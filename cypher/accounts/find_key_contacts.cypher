// The register of key contacts: those with the given ids, those around the given entities, or all, page by page.
// access: read
// returns: many
// $ids: ids of facts, or null
// $people: ids of people, or null
// $accounts: ids of accounts, or null
// $as_of: the day on which they must hold; null for every version
// $after: without ids, the key after which the page begins
// $limit: most rows of a page; around given entities, of each one's page
// -> id: id of the fact
// -> person: id of the person
// -> account: id of the account
// -> position_class: S, A, B or C
// -> relationship_class: 1 (closest) .. 5
// -> valid_from: first day
// -> valid_to: first day it no longer holds
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH ()-[fact:KEY_CONTACT_OF {id: id}]->()
    WHERE ($as_of IS NULL OR
      (@holds(fact)))
    RETURN fact
  }
  WHEN $people IS NOT NULL THEN {
    UNWIND $people AS id
    CALL (id) {
      MATCH (around:Person {id: id})-[fact:KEY_CONTACT_OF]->()
      USING INDEX around:Person(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR
        (@holds(fact)))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  WHEN $accounts IS NOT NULL THEN {
    UNWIND $accounts AS id
    CALL (id) {
      MATCH (around:Organization {id: id})<-[fact:KEY_CONTACT_OF]-()
      USING INDEX around:Organization(id)
      WHERE fact.key > $after AND ($as_of IS NULL OR
        (@holds(fact)))
      RETURN fact ORDER BY fact.key LIMIT $limit
    }
    RETURN fact
  }
  ELSE {
    MATCH ()-[fact:KEY_CONTACT_OF]->()
    USING INDEX fact:KEY_CONTACT_OF(key)
    WHERE fact.key > $after AND ($as_of IS NULL OR
      (@holds(fact)))
    RETURN fact ORDER BY fact.key LIMIT $limit
  }
}
RETURN fact.id AS id, startNode(fact).id AS person, endNode(fact).id AS account,
  fact.position_class AS position_class, fact.relationship_class AS relationship_class,
  @provenance(fact)
ORDER BY fact.key
