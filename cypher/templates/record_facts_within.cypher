// Records versions of facts of one kind that came about in something further, as an ask in an interaction. A row that refers to something unknown has no outcome.
// access: write
// returns: many
// @label: type of the relationship
// @noun: what a fact of the kind is called, quoted
// @one_node: label and properties of what it starts at
// @other_node: label and properties of what it ends at
// @within: the field that names in what it came about
// @found: finds that by its id
// $rows: rows of the kind, as Recorded.row makes them
// $now: the moment of recording
// $operation: what is recording, for the revisions
// $commit: names the transaction, for the note of the change
// $by: who records it; null when nobody has to say
// -> outcome: created, corrected, unchanged, or conflict (the id belongs to a fact between others)
// -> siblings: other versions of the same fact were there
// -> numbers: numbers of the rows of which this is true
UNWIND $rows AS row
MATCH (one:@one_node)
MATCH (other:@other_node)
@found
LET said = row.properties
WITH row {.*, properties: said {.*, @within: @within.id}} AS row, one, other
@versioned(row, @label, @noun, one, other)
RETURN outcome, size(versions) > 0 AS siblings, collect(row.n) AS numbers
