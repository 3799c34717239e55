// Accepts a finding until a day.
// access: write
// returns: maybe
// $key: its key
// $until: the first day on which it is no longer accepted
// $reason: why
// $by: who accepts it
// $now: the moment
// -> key: its key
MATCH (finding:AuditFinding {key: $key})
SET finding.accepted_until = $until, finding.accepted_reason = $reason, finding.accepted_by = $by,
  finding.accepted_at = $now, finding.withdrawn_by = null
RETURN finding.key AS key
