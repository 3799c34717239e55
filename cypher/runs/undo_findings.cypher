// Takes back what a run did to findings: new ones are removed, or closed where somebody accepted or assigned them
// meanwhile; others are as they were, but for what people did since.
// access: write
// returns: one
// $rows: key; values: properties to set; assign: whether whom it is assigned to is set, too: assigned, assigned_by
// $number: the run's number
// $as_of: the run's day
// $lost: how findings that stay tell why they were closed
// -> count: how many
UNWIND $rows AS row
MATCH (finding:AuditFinding {key: row.key})
SET finding.undo = null, finding.undo_of = null
WITH finding, row
// Read after the first write: nobody else changes the finding from there on.
LET fresh = finding.opened = [$number], marked = finding.accepted_by IS NOT NULL OR finding.assigned_by IS NOT NULL,
  opened = [n IN finding.opened WHERE n <> $number], closed = [n IN finding.closed WHERE n <> $number]
CALL (finding, row, fresh, marked, opened, closed) {
  WHEN fresh AND NOT marked THEN { DETACH DELETE finding }
  WHEN fresh THEN {
    SET finding.open = false, finding.lost = $lost, finding.closed = finding.closed + $number,
      finding.closed_on = finding.closed_on + $as_of
  }
  ELSE {
    SET finding.lost = null, finding += row.values, finding.open = size(opened) > size(closed),
      finding.opened = opened, finding.opened_on = finding.opened_on[..size(opened)],
      finding.closed = closed, finding.closed_on = finding.closed_on[..size(closed)],
      finding.changed = coll.max(opened + closed)
    CALL (finding, row) {
      WHEN row.assign AND finding.assigned_by IS NULL THEN {
        SET finding.assigned = row.assigned, finding.assigned_by = row.assigned_by
      }
    }
    @rank(finding)
  }
}
RETURN count(row) AS count
