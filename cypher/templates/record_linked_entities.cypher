// Records entities of one kind that refer to others, by relationships and, so that it is told what they referred to before a
// correction, by ids. A row that refers to something unknown has no outcome.
// access: write
// returns: many
// @label: the label
// @noun: what an entity of the kind is called, quoted
// @names: names of the fields that refer to something
// @found: finds what a row refers to, by the names of these fields, and lets no row pass that refers to something unknown
// @said: their ids, by the names of these fields
// @types: types of the relationships to it
// @links: makes these relationships
// $rows: rows of the kind, as Recorded.row makes them
// $now: the moment of recording
// $operation: what is recording, for the revisions
// $commit: names the transaction, for the note of the change
// $by: who records it; null when nobody has to say
// -> outcome: created, corrected or unchanged
// -> siblings: always false; an entity has one version
// -> numbers: numbers of the rows of which this is true
UNWIND $rows AS row
@found
LET said = row.properties
WITH row {.*, properties: said {.*, @said}} AS row, @names
OPTIONAL MATCH (old:@label {id: row.properties.id})
LET outcome = @said_before(row, old)
@replaced(row, old, outcome, @label, @noun, null)
CALL (row, outcome, @names) {
  WHEN outcome IN ['created', 'corrected'] THEN {
    MATCH (entity:@label {id: row.properties.id})
    OPTIONAL MATCH (entity)-[link:@types]->()
    DELETE link
    WITH DISTINCT entity, @names
    @links
  }
}
RETURN outcome, false AS siblings, collect(row.n) AS numbers
