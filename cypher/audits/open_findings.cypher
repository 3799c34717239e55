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
// <rank>
LET harm = CASE finding.severity WHEN 'high' THEN '0' WHEN 'medium' THEN '1' ELSE '2' END,
  turn = right('00000000' + toString(finding.opened[-1]), 9),
  place = finding.rule + '\u0001' + finding.account + '\u0001' + finding.subject + '\u0001' + finding.key
SET finding.rank = harm + turn + place, finding.age_rank = toString(finding.opened_on[-1]) + harm + place
// </rank>
RETURN count(finding) AS count
