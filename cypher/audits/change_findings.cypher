// Records what a run saw anew of findings that are known.
// access: write
// returns: one
// $rows: key; turn: 'reopened', 'resolved' or null; values: properties to set
// $number: the run's number
// $as_of: the run's day
// -> count: how many
UNWIND $rows AS row
MATCH (finding:AuditFinding {key: row.key})
SET finding += row.values
WITH finding, row
CALL (finding, row) {
  WHEN row.turn = 'reopened' THEN {
    SET finding.open = true, finding.lost = null, finding.changed = $number,
      finding.opened = finding.opened + $number, finding.opened_on = finding.opened_on + $as_of
  }
  WHEN row.turn = 'resolved' THEN {
    SET finding.open = false, finding.changed = $number,
      finding.closed = finding.closed + $number, finding.closed_on = finding.closed_on + $as_of
  }
}
RETURN count(finding) AS count
