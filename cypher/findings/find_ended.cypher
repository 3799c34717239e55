// Runs that are new, and those that had not ended yet: whether they have, in the order in which they did.
// access: read
// returns: many
// $after: all runs with a larger number
// $pending: numbers of runs before that
// $until: a run has ended that did so before this moment
// $limit: most of the new ones; those with the largest numbers
// -> number: the run's number
// -> ended: whether it has ended
CALL () {
  MATCH (run:AuditRun) WHERE run.number > $after
  RETURN run ORDER BY run.number DESC LIMIT $limit
  UNION ALL
  UNWIND $pending AS number
  MATCH (run:AuditRun {number: number})
  RETURN run
}
RETURN run.number AS number, coalesce(run.finished_at < $until, false) AS ended ORDER BY run.finished_at, number
