// Records findings that were never seen before.
// access: write
// returns: one
// $rows: their properties, as runs make them
// $number: the run's number
// $as_of: the run's day
// -> count: how many
UNWIND $rows AS row
CREATE (finding:AuditFinding)
SET finding = row, finding.open = true, finding.changed = $number, finding.undo_of = $number,
  finding.opened = [$number], finding.opened_on = [$as_of], finding.closed = [], finding.closed_on = []
WITH finding
@rank(finding)
RETURN count(finding) AS count
