// Records entities of one kind, which refer to no others.
// access: write
// returns: many
// @label: the label
// @noun: what an entity of the kind is called, quoted
// $rows: rows of the kind, as Recorded.row makes them
// $now: the moment of recording
// $operation: what is recording, for the revisions
// $commit: names the transaction, for the note of the change
// $by: who records it; null when nobody has to say
// -> outcome: created, corrected or unchanged
// -> siblings: always false; an entity has one version
// -> numbers: numbers of the rows of which this is true
UNWIND $rows AS row
OPTIONAL MATCH (old:@label {id: row.properties.id})
LET outcome = @said_before(row, old)
@replaced(row, old, outcome, @label, @noun, null)
RETURN outcome, false AS siblings, collect(row.n) AS numbers
