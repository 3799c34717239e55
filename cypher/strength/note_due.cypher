// Notes on recorded ties on which day the strength of the two is to be computed: when the recorded one ends.
// access: write
// returns: one
// $rows: key of each tie; due: the day, null for none
// -> count: how many were noted
UNWIND $rows AS row
MATCH ()-[tie:TIE {key: row.key}]->()
SET tie.due = row.due
RETURN count(*) AS count
