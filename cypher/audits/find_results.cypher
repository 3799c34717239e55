// What runs saw of accounts: the history of one account, the latest first; or all of one run, the worst first.
// access: read
// returns: many
// $account: id of an account, or null
// $number: number of a run, or null
// $after: the rank after which the page begins, '' for the first
// $limit: most rows
// -> number: the run
// -> account: id of the account
// -> as_of: the day
// -> score: posture 0..100, null when nothing could be assessed
// -> rules: what each rule saw: rule, version, population, unknown, failed, accepted, not_assessed
// -> rank: its place in the order, as text
CALL () {
  WHEN $account IS NOT NULL THEN {
    MATCH (result:AuditResult {account: $account})
    WHERE $number IS NULL OR result.number = $number
    RETURN result, toString(1000000000 - result.number) AS rank
  }
  ELSE {
    MATCH (result:AuditResult {number: $number})
    // Scores have one decimal; unknown ones come last.
    RETURN result, right('000' + toString(toInteger(round(coalesce(result.score, 101) * 10))), 4) + result.account AS rank
  }
}
FILTER rank > $after
WITH result, rank ORDER BY rank LIMIT $limit
RETURN result.number AS number, result.account AS account, result.as_of AS as_of, result.score AS score,
  [n IN range(0, size(result.rules) - 1) | {
    rule: result.rules[n], version: result.versions[n], population: result.populations[n], unknown: result.unknowns[n],
    failed: result.failed[n], accepted: result.accepted[n], not_assessed: nullif(result.reasons[n], '')
  }] AS rules, rank
ORDER BY rank
