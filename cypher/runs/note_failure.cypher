// Notes why a run stopped before its end; or that it goes on.
// access: write
// returns: one
// $number: its number
// $failure: why, for people; null when it goes on
// -> number: its number
MATCH (run:AuditRun {number: $number})
SET run.failure = $failure
RETURN run.number AS number
