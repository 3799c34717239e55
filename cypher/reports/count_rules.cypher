// What each rule saw in a run, over all its accounts or in one.
// access: read
// returns: many
// $account: only this account; or null
// $number: number of the run
// -> rule: id of the rule
// -> version: its version
// -> population: how many it looked at
// -> unknown: how many of them nobody can judge
// -> failed: how many of them fail
// -> accepted: how many of those are accepted
// -> unjudged: how many open findings beside them nobody can judge any more
// -> accounts: at how many accounts it could judge something
// -> blind: where it could judge nothing: a list of reason (its code) and accounts (how many)
CALL () {
  WHEN $account IS NOT NULL THEN {
    MATCH (result:AuditResult {account: $account}) WHERE result.number = $number
    RETURN result
  }
  ELSE {
    MATCH (result:AuditResult {number: $number})
    RETURN result
  }
}
UNWIND range(0, size(result.rules) - 1) AS n
WITH result.rules[n] AS rule, result.reasons[n] AS reason, max(result.versions[n]) AS version,
  sum(result.populations[n]) AS population, sum(result.unknowns[n]) AS unknown, sum(result.failed[n]) AS failed,
  sum(result.accepted[n]) AS accepted, sum(coalesce(result.unjudged[n], 0)) AS unjudged, count(*) AS accounts
ORDER BY rule, accounts DESC, reason
RETURN rule, max(version) AS version, sum(population) AS population, sum(unknown) AS unknown, sum(failed) AS failed,
  sum(accepted) AS accepted, sum(unjudged) AS unjudged, sum(CASE reason WHEN '' THEN accounts ELSE 0 END) AS accounts,
  collect(CASE WHEN reason <> '' THEN {reason: reason, accounts: accounts} END) AS blind
