// Which of the given ids something of another kind has already, and nothing of the given kind.
// access: read
// returns: many
// $ids: any ids
// $noun: the kind of thing that is to have them
// -> id: an id that is taken
// -> noun: what has it
UNWIND $ids AS id
CALL (id) {
  MATCH (:Organization {id: id})
  RETURN 'organization' AS noun
  UNION ALL
  MATCH (:Unit {id: id})
  RETURN 'unit' AS noun
  UNION ALL
  MATCH (:Person {id: id})
  RETURN 'person' AS noun
  UNION ALL
  MATCH (:Opportunity {id: id})
  RETURN 'opportunity' AS noun
  UNION ALL
  MATCH ()-[:HOLDS {id: id}]->()
  RETURN 'position' AS noun LIMIT 1
  UNION ALL
  MATCH ()-[:REPORTS_TO {id: id}]->()
  RETURN 'reporting_line' AS noun LIMIT 1
  UNION ALL
  MATCH ()-[:INFLUENCES {id: id}]->()
  RETURN 'influence' AS noun LIMIT 1
  UNION ALL
  MATCH ()-[:TIE {id: id}]->()
  RETURN 'tie' AS noun LIMIT 1
  UNION ALL
  MATCH ()-[:FRICTION {id: id}]->()
  RETURN 'friction' AS noun LIMIT 1
  UNION ALL
  MATCH ()-[:HAS_ROLE {id: id}]->()
  RETURN 'role' AS noun LIMIT 1
  UNION ALL
  MATCH ()-[:HAS_SUPPORT {id: id}]->()
  RETURN 'support' AS noun LIMIT 1
  UNION ALL
  MATCH ()-[:OWNS {id: id}]->()
  RETURN 'ownership' AS noun LIMIT 1
  UNION ALL
  MATCH ()-[:KEY_CONTACT_OF {id: id}]->()
  RETURN 'key_contact' AS noun LIMIT 1
  UNION ALL
  MATCH ()-[:ASKS {id: id}]->()
  RETURN 'ask' AS noun LIMIT 1
}
WITH id, collect(noun) AS nouns
FILTER NOT $noun IN nouns
RETURN id, nouns[0] AS noun
