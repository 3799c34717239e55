// Ends the acceptance of a finding on a day; it stays to be read until the finding is accepted again.
// access: write
// returns: maybe
// $key: its key
// $on: the first day on which it is no longer accepted
// $by: who ends it
// -> key: its key; no row when it is not accepted on the day
MATCH (finding:AuditFinding {key: $key})
// Whoever writes here makes all others wait: nobody accepts it between the look and the write.
SET finding.open = finding.open
WITH finding
FILTER finding.accepted_until > $on
SET finding.accepted_until = $on, finding.withdrawn_by = $by
RETURN finding.key AS key
