// Assigns a finding by hand; runs leave it there.
// access: write
// returns: maybe
// $key: its key
// $to: id of the person who is to mend it
// $by: who assigns it
// -> key: its key
MATCH (finding:AuditFinding {key: $key})
SET finding.assigned = $to, finding.assigned_by = $by
RETURN finding.key AS key
