// Runs that have ended, in the order in which they did.
// access: read
// returns: many
// $after: only runs with a larger number
// $until: only those that ended before this moment
// $limit: most rows; those with the largest numbers
// -> number: the run's number
MATCH (run:AuditRun)
WHERE run.number > $after AND run.finished_at < $until
WITH run ORDER BY run.number DESC LIMIT $limit
RETURN run.number AS number ORDER BY run.finished_at, run.number
