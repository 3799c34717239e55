// Ends a run.
// access: write
// returns: one
// $number: its number
// $state: finished, or abandoned
// $now: the moment
// -> number: its number
MATCH (run:AuditRun {number: $number})
SET run.state = $state, run.finished_at = $now, run.failure = null
RETURN run.number AS number
