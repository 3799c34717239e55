// Records opportunities. A row that refers to something unknown has no outcome.
// access: write
// returns: many
// $rows: rows of Opportunity, as Recorded.row makes them
// $now: the moment of recording
// $operation: what is recording, for the revisions
// $by: who records it; null when nobody has to say
// -> outcome: created, corrected or unchanged
// -> siblings: always false; an entity has one version
// -> numbers: numbers of the rows of which this is true
UNWIND $rows AS row
MATCH (account:Organization {id: row.account, kind: 'customer'})
OPTIONAL MATCH (old:Opportunity {id: row.properties.id})
LET outcome = CASE
  WHEN old IS NULL THEN 'created'
  WHEN old.digest = row.properties.digest AND coalesce(old.valid_to = row.properties.valid_to, old.valid_to IS NULL AND row.properties.valid_to IS NULL)
    THEN 'unchanged'
  ELSE 'corrected'
END
CALL (row, old, outcome) {
  WHEN outcome = 'created' THEN {
    CREATE (entity:Opportunity)
    SET entity = row.properties, entity += @marks(row)
  }
  WHEN outcome = 'corrected' THEN {
    LET number = 1 + COUNT { (:Revision {id: old.id}) }
    CREATE (revision:Revision)
    SET revision = properties(old), revision.noun = 'opportunity', revision += @revised(number),
      revision.ends = [id IN [head([(old)-[:FOR]->(o) | o.id])] WHERE id IS NOT NULL]
    SET old = row.properties, old += @marks(row)
  }
}
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
