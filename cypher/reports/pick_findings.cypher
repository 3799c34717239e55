// Keys of the findings of accounts, or of those assigned to people: what changed between two runs, what else is open, and
// what is accepted; each the severest first, then those that are open longest.
// access: read
// returns: many
// $account: only this account, with $groups; or null
// $accounts: ids of accounts; null to go by people
// $groups: the group of each person by id, and of nobody by ''; with $accounts null
// $at: number of the run
// $day: its day
// $before: number of the earlier run, 0 for none
// $lapsed_after: the earlier run's day, null for none
// $most: most keys of each list
// -> group: the account or group
// -> changed: keys of those that changed between the runs
// -> open: keys of all others that are open and not accepted
// -> accepted: keys of all others that are open and accepted
CALL () {
  WHEN $accounts IS NOT NULL THEN {
    UNWIND $accounts AS group
    MATCH (finding:AuditFinding {account: group})
    RETURN group, finding
  }
  WHEN $account IS NOT NULL THEN {
    MATCH (finding:AuditFinding {account: $account})
    LET group = $groups[coalesce(finding.assigned, '')]
    FILTER group IS NOT NULL
    RETURN group, finding
  }
  ELSE {
    MATCH (finding:AuditFinding) WHERE finding.changed > 0
    LET group = $groups[coalesce(finding.assigned, '')]
    FILTER group IS NOT NULL
    RETURN group, finding
  }
}
@turn(finding)
WITH group, finding.key AS key, turn, accepted, finding.opened[-1] AS last,
  CASE finding.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END AS rank
ORDER BY rank, last, key
RETURN group,
  collect(CASE WHEN turn IS NOT NULL THEN key END)[..$most] AS changed,
  collect(CASE WHEN turn IS NULL AND NOT accepted THEN key END)[..$most] AS open,
  collect(CASE WHEN turn IS NULL AND accepted THEN key END)[..$most] AS accepted
