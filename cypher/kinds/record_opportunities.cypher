// Records opportunities. A row that refers to something unknown has no outcome.
// access: write
// returns: many
// $rows: rows of Opportunity, as Recorded.row makes them
// $now: the moment of recording
// $operation: what is recording, for the revisions
// $commit: names the transaction, for the note of the change
// $by: who records it; null when nobody has to say
// -> outcome: created, corrected or unchanged
// -> siblings: always false; an entity has one version
// -> numbers: numbers of the rows of which this is true
UNWIND $rows AS row
MATCH (account:Organization {id: row.account, kind: 'customer'})
OPTIONAL MATCH (old:Opportunity {id: row.properties.id})
LET outcome = @said_before(row, old)
@replaced(row, old, outcome, Opportunity, 'opportunity',
  [id IN [head([(old)-[:FOR]->(o) | o.id])] WHERE id IS NOT NULL])
CALL (row, account, outcome) {
  WHEN outcome <> 'unchanged' THEN {
    MATCH (opportunity:Opportunity {id: row.properties.id})
    OPTIONAL MATCH (opportunity)-[place:FOR]->()
    DELETE place
    WITH DISTINCT opportunity, account
    CREATE (opportunity)-[:FOR]->(account)
  }
}
RETURN outcome, false AS siblings, collect(row.n) AS numbers
