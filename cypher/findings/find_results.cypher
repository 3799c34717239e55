// What runs saw of accounts: the history of accounts, the latest first; or all of some runs, the worst first.
// access: read
// returns: many
// $accounts: ids of accounts, each of which has a page of its own; or null
// $numbers: numbers of runs; or null
// $until: only what runs saw until this day; or null
// $after: the rank after which the page begins, '' for the first
// $limit: most rows, of each account where accounts are given, else of each run
// -> number: the run
// -> account: id of the account
// -> as_of: the day
// -> score: posture 0..100, null when nothing could be assessed
// -> rules: what each rule saw: rule, version, population, unknown, failed, accepted, unjudged (null: not counted), not_assessed
// -> rank: its place in the order, as text
CALL () {
  WHEN $accounts IS NOT NULL THEN {
    UNWIND $accounts AS account
    CALL (account) {
      MATCH (result:AuditResult {account: account})
      WHERE ($numbers IS NULL OR result.number IN $numbers) AND ($until IS NULL OR result.as_of <= $until)
      LET rank = toString(1000000000 - result.number)
      FILTER rank > $after
      RETURN result, rank ORDER BY rank LIMIT $limit
    }
    RETURN result, rank
  }
  ELSE {
    UNWIND $numbers AS number
    CALL (number) {
      MATCH (result:AuditResult {number: number})
      // Scores have one decimal; unknown ones come last.
      LET rank = right('000' + toString(toInteger(round(coalesce(result.score, 101) * 10))), 4) + result.account
      FILTER rank > $after
      RETURN result, rank ORDER BY rank LIMIT $limit
    }
    RETURN result, rank
  }
}
RETURN result.number AS number, result.account AS account, result.as_of AS as_of, result.score AS score,
  [n IN range(0, size(result.rules) - 1) | {
    rule: result.rules[n], version: result.versions[n], population: result.populations[n], unknown: result.unknowns[n],
    failed: result.failed[n], accepted: result.accepted[n], unjudged: result.unjudged[n], not_assessed: nullif(result.reasons[n], '')
  }] AS rules, rank
ORDER BY rank, account
