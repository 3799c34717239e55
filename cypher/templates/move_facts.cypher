// Gives versions of facts of one kind other ends: all that they say stays, also when and by whom they were recorded.
// access: write
// returns: one
// @label: type of the relationship
// @one_label: label of what it starts at
// @other_label: label of what it ends at
// $rows: key of each version, one and other: ids of its new ends; within: in what it came about, by field; told_of: ids that it was
//   told about, null where no others
// -> count: how many were given other ends
UNWIND $rows AS row
MATCH ()-[version:@label {key: row.key}]->()
MATCH (one:@one_label {id: row.one})
MATCH (other:@other_label {id: row.other})
LET said = properties(version)
DELETE version
CREATE (one)-[moved:@label]->(other)
SET moved = said, moved += row.within, moved.told_of = row.told_of
RETURN count(*) AS count
