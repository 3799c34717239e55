// What each rule saw of some accounts in a run.
// access: read
// returns: many
// $accounts: ids of the accounts
// $number: number of the run
// -> account: id of the account
// -> rules: what each rule saw: rule, version, population, unknown, failed, accepted, not_assessed
UNWIND $accounts AS account
MATCH (result:AuditResult {key: toString($number) + '/' + account})
RETURN account, [n IN range(0, size(result.rules) - 1) | {
  rule: result.rules[n], version: result.versions[n], population: result.populations[n], unknown: result.unknowns[n],
  failed: result.failed[n], accepted: result.accepted[n], not_assessed: nullif(result.reasons[n], '')
}] AS rules
