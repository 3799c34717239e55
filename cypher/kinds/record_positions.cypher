// Records versions of seats. A row that refers to something unknown has no outcome.
// access: write
// returns: many
// $rows: rows of Position, as Recorded.row makes them
// $now: the moment of recording
// $operation: what is recording, for the revisions
// $commit: names the transaction, for the note of the change
// $by: who records it; null when nobody has to say
// -> outcome: created, corrected, unchanged, or conflict (the id belongs to a fact between others)
// -> siblings: other versions of the same fact were there
// -> numbers: numbers of the rows of which this is true
UNWIND $rows AS row
MATCH (person:Person {id: row.person})
MATCH (organization:Organization {id: row.organization})
OPTIONAL MATCH (unit:Unit {id: row.unit})-[:BELONGS_TO]->(organization)
LET place = CASE WHEN row.unit IS NULL THEN organization ELSE unit END
FILTER place IS NOT NULL
@versioned(row, HOLDS, 'position', person, place)
RETURN outcome, size(versions) > 0 AS siblings, collect(row.n) AS numbers
