// Takes a finding from whom it was assigned to by hand and gives it to its owner; runs keep it there.
// access: write
// returns: maybe
// $key: its key
// $to: id of whoever owns its subject or account, or null
// -> key: its key
MATCH (finding:AuditFinding {key: $key})
SET finding.assigned = $to, finding.assigned_by = null
RETURN finding.key AS key
