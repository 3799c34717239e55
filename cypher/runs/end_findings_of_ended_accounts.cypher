// Closes what no run will see again: open findings of accounts that are none any more.
// access: write
// returns: one
// $number: the run's number
// $as_of: the run's day
// $lost: how the findings tell why they were closed
// -> count: how many
MATCH (account:Organization)
WHERE NOT (account.kind = 'customer' AND @holds(account))
MATCH (finding:AuditFinding {account: account.id}) WHERE finding.open
SET finding.open = false, finding.lost = $lost, finding.changed = $number, finding.undo = '{}', finding.undo_of = $number,
  finding.closed = finding.closed + $number, finding.closed_on = finding.closed_on + $as_of
RETURN count(finding) AS count
