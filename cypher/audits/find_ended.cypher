// Runs that have ended, in the order in which they did.
// access: read
// returns: many
// $after: only runs with a larger number
// $until: only those that ended before this moment
// -> number: the run's number
MATCH (run:AuditRun)
WHERE run.number > $after AND run.finished_at < $until
RETURN run.number AS number ORDER BY run.finished_at, run.number
