// Records people.
// access: write
// returns: many
// $rows: rows of Person, as Recorded.row makes them
// $now: the moment of recording
// $operation: what is recording, for the revisions
// $by: who records it; null when nobody has to say
// -> outcome: created, corrected or unchanged
// -> siblings: always false; an entity has one version
// -> numbers: numbers of the rows of which this is true
UNWIND $rows AS row
OPTIONAL MATCH (old:Person {id: row.properties.id})
LET outcome = CASE
  WHEN old IS NULL THEN 'created'
  WHEN old.digest = row.properties.digest AND coalesce(old.valid_to = row.properties.valid_to, old.valid_to IS NULL AND row.properties.valid_to IS NULL)
    THEN 'unchanged'
  ELSE 'corrected'
END
CALL (row, old, outcome) {
  WHEN outcome = 'created' THEN {
    CREATE (entity:Person)
    SET entity = row.properties, entity += @marks(row)
  }
  WHEN outcome = 'corrected' THEN {
    LET number = 1 + COUNT { (:Revision {id: old.id}) }
    CREATE (revision:Revision)
    SET revision = properties(old), revision.noun = 'person', revision += @revised(number)
    SET old = row.properties, old += @marks(row)
  }
}
RETURN outcome, false AS siblings, collect(row.n) AS numbers
