// Records versions of influence. A row that refers to something unknown has no outcome.
// access: write
// returns: many
// $rows: rows of Influence, as Recorded.row makes them
// $now: the moment of recording
// $operation: what is recording, for the revisions
// $by: who records it; null when nobody has to say
// -> outcome: created, corrected, unchanged, or conflict (the id belongs to a fact between others)
// -> siblings: other versions of the same fact were there
// -> numbers: numbers of the rows of which this is true
UNWIND $rows AS row
MATCH (influencer:Person {id: row.influencer})
MATCH (influenced:Person {id: row.influenced})
CALL (row) {
  OPTIONAL MATCH ()-[version:INFLUENCES {id: row.properties.id}]->()
  RETURN collect(version) AS versions
}
// A version ends where the next one begins.
LET old = head([v IN versions WHERE v.key = row.properties.key]),
    later = [v IN versions WHERE v.valid_from > coalesce(row.properties.valid_from, date('-9999-01-01')) | v.valid_from]
LET valid_to = @earliest([row.properties.valid_to] + later),
    // A version that this very transaction has not closed yet ends there nevertheless.
    stands_to = @earliest([old.valid_to] + later)
LET outcome = CASE
  WHEN any(v IN versions WHERE startNode(v) <> influencer OR endNode(v) <> influenced) THEN 'conflict'
  WHEN old IS NULL THEN 'created'
  WHEN old.digest = row.properties.digest AND coalesce(stands_to = valid_to, stands_to IS NULL AND valid_to IS NULL)
    THEN 'unchanged'
  ELSE 'corrected'
END
CALL (row, influencer, influenced, old, valid_to, outcome) {
  WHEN outcome = 'created' THEN {
    CREATE (influencer)-[fact:INFLUENCES]->(influenced)
    SET fact = row.properties, fact.valid_to = valid_to, fact += @marks(row)
  }
  WHEN outcome = 'corrected' THEN {
    LET number = 1 + COUNT { (:Revision {id: old.id}) }
    CREATE (revision:Revision)
    SET revision = properties(old), revision.noun = 'influence', revision.ends = [influencer.id, influenced.id],
      revision += @revised(number)
    SET old = row.properties, old.valid_to = valid_to, old += @marks(row)
  }
}
RETURN outcome, size(versions) > 0 AS siblings, collect(row.n) AS numbers
