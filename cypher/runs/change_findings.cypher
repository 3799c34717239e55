// Records what a run saw anew of findings that are known.
// access: write
// returns: one
// $rows: key; turn: 'reopened', 'resolved' or null; values: properties to set; undo: JSON of what they were; assign:
//   whether it is given to the `owner`, which who assigned it by hand to one of ours in the meantime prevents
// $ours: ids of our people on the day
// $number: the run's number
// $as_of: the run's day
// -> count: how many
UNWIND $rows AS row
MATCH (finding:AuditFinding {key: row.key})
SET finding += row.values, finding.undo = row.undo, finding.undo_of = $number
WITH finding, row
// Read after the first write: nobody else changes the finding from there on.
CALL (finding, row) {
  WHEN row.assign AND NOT coalesce(finding.assigned_by IS NOT NULL AND finding.assigned IN $ours, false) THEN {
    SET finding.assigned = row.owner, finding.assigned_by = null
  }
}
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
WITH finding
@rank(finding)
RETURN count(finding) AS count
