// Takes a finding from whom it was assigned to by hand and gives it to its owner; runs keep it there.
// access: write
// returns: maybe
// $key: its key
// $to: id of whoever owns its subject or account, or null
// -> key: its key; no row when nobody assigned it by hand
MATCH (finding:AuditFinding {key: $key})
// Whoever writes here makes all others wait: nobody assigns it between the look and the write.
SET finding.open = finding.open
WITH finding
FILTER finding.assigned_by IS NOT NULL
SET finding.assigned = $to, finding.assigned_by = null
RETURN finding.key AS key
