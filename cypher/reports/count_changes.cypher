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
@turn(finding)
FILTER turn IS NOT NULL
RETURN turn AS change, finding.rule AS rule, finding.severity AS severity, count(*) AS count ORDER BY rule, severity
