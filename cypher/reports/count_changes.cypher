// How many findings of each rule became what between two runs.
// access: read
// returns: many
// $account: only this account; or null
// $at: number of the run
// $day: its day
// $before: number of the earlier run, 0 for none
// $lapsed_after: the earlier run's day, null for none
// -> change: new, reopened, lapsed or resolved
// -> rule: id of the rule
// -> severity: severity of the findings
// -> count: how many
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
// <turn>
LET was = size([n IN finding.opened WHERE n <= $before]) > size([n IN finding.closed WHERE n <= $before]),
  now = size([n IN finding.opened WHERE n <= $at]) > size([n IN finding.closed WHERE n <= $at])
FILTER was OR now
LET accepted = now AND coalesce(finding.accepted_until > $day, false), turn = CASE
  WHEN NOT now THEN 'resolved'
  WHEN NOT was AND finding.opened[0] <= $before THEN 'reopened'
  WHEN NOT was THEN 'new'
  WHEN finding.accepted_until > $lapsed_after AND finding.accepted_until <= $day THEN 'lapsed'
END
// </turn>
FILTER turn IS NOT NULL
RETURN turn AS change, finding.rule AS rule, finding.severity AS severity, count(*) AS count ORDER BY rule, severity
