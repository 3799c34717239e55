// Remembers of a run under way that people want to be told when it has ended, whoever ends it.
// access: write
// returns: none
// $number: the run
MATCH (run:AuditRun {number: $number})
SET run.notify = true
