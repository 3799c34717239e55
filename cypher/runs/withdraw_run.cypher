// Withdraws a run, or tells that all that it did is taken back. What was to be told of it is not told any more.
// access: write
// returns: one
// $number: its number
// $by: who withdraws it; who did so first stays
// $reason: why
// $undoing: whether there is something left to take back
// $now: the moment
// -> number: its number
MATCH (run:AuditRun {number: $number})
SET run.state = 'withdrawn', run.undoing = CASE WHEN $undoing THEN true END, run.finished_at = coalesce(run.finished_at, $now),
  run.withdrawn_by = coalesce(run.withdrawn_by, $by), run.withdrawn_reason = coalesce(run.withdrawn_reason, $reason)
WITH run
CALL (run) {
  MATCH (delivery:AuditDelivery {run: run.number}) WHERE delivery.state = 'pending'
  DETACH DELETE delivery
}
RETURN run.number AS number
