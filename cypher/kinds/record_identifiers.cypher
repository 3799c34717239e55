// Records identifiers. A row that refers to something unknown has no outcome.
// access: write
// returns: many
// $rows: rows of Identifier, as Recorded.row makes them
// $now: the moment of recording
// $operation: what is recording, for the revisions
// $commit: names the transaction, for the note of the change
// $by: who records it; null when nobody has to say
// -> outcome: created, corrected, unchanged, or conflict (it identifies another, and has not ended there)
// -> siblings: always false; an entity has one version
// -> numbers: numbers of the rows of which this is true
UNWIND $rows AS row
OPTIONAL MATCH (person:Person {id: row.person})
OPTIONAL MATCH (organization:Organization {id: row.organization})
LET whose = coalesce(person, organization)
FILTER whose IS NOT NULL
OPTIONAL MATCH (old:Identifier {id: row.properties.id})
OPTIONAL MATCH (old)-[:IDENTIFIES]->(before)
LET outcome = CASE
  WHEN before <> whose AND (old.valid_to IS NULL OR old.valid_to > coalesce(row.properties.valid_from, date('-9999-01-01')))
    THEN 'conflict'
  ELSE @said_before(row, old)
END
@replaced(row, old, outcome, Identifier, 'identifier', [(old)-[:IDENTIFIES]->(e) | e.id])
CALL (row, whose, outcome) {
  WHEN outcome IN ['created', 'corrected'] THEN {
    MATCH (identifier:Identifier {id: row.properties.id})
    OPTIONAL MATCH (identifier)-[place:IDENTIFIES]->()
    DELETE place
    WITH DISTINCT identifier, whose
    CREATE (identifier)-[:IDENTIFIES]->(whose)
  }
}
RETURN outcome, false AS siblings, collect(row.n) AS numbers
