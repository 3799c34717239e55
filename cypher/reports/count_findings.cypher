// How many findings of each account and person assigned are open after a run, and what became of them since an earlier one.
// access: read
// returns: many
// $account: only this account; or null
// $at: number of the run
// $day: its day
// $before: number of the earlier run, 0 for none
// $lapsed_after: the earlier run's day, null for none
// -> account: id of the account
// -> assigned: id of the person they are assigned to, or null
// -> high: open and not accepted, of high severity
// -> medium: the same of medium severity
// -> low: the same of low severity
// -> accepted: open and accepted
// -> new: open, and seen for the first time since
// -> reopened: open again, and resolved before
// -> lapsed: open before, and accepted then
// -> resolved: open before, and not any more
CALL () {
  WHEN $account IS NOT NULL THEN {
    MATCH (finding:AuditFinding {account: $account})
    RETURN finding
  }
  ELSE {
    MATCH (finding:AuditFinding) WHERE finding.changed > 0
    RETURN finding
  }
}
@turn(finding)
LET severity = CASE WHEN now AND NOT accepted THEN finding.severity END
RETURN finding.account AS account, finding.assigned AS assigned,
  count(CASE WHEN severity = 'high' THEN 1 END) AS high,
  count(CASE WHEN severity = 'medium' THEN 1 END) AS medium,
  count(CASE WHEN severity = 'low' THEN 1 END) AS low,
  count(CASE WHEN accepted THEN 1 END) AS accepted,
  count(CASE WHEN turn = 'new' THEN 1 END) AS new,
  count(CASE WHEN turn = 'reopened' THEN 1 END) AS reopened,
  count(CASE WHEN turn = 'lapsed' THEN 1 END) AS lapsed,
  count(CASE WHEN turn = 'resolved' THEN 1 END) AS resolved
