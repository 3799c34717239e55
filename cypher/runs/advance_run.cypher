// Records how far a run is.
// access: write
// returns: one
// $number: its number
// $cursor: id of the last account that is done; null when that stays
// $counts: what the batch adds: accounts, opened, reopened, persisting, resolved, high, medium, low, unjudged
// -> number: its number
MATCH (run:AuditRun {number: $number})
SET run.cursor = coalesce($cursor, run.cursor), run.accounts = run.accounts + $counts.accounts, run.opened = run.opened + $counts.opened,
  run.reopened = run.reopened + $counts.reopened, run.persisting = run.persisting + $counts.persisting,
  run.resolved = run.resolved + $counts.resolved, run.high = run.high + $counts.high,
  run.medium = run.medium + $counts.medium, run.low = run.low + $counts.low,
  run.unjudged = run.unjudged + $counts.unjudged
RETURN run.number AS number
