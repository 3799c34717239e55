// The score of each account in a run, and in an earlier one; the worst first, and those without a score last.
// access: read
// returns: many
// $account: only this account; or null
// $number: number of the run
// $before: number of the earlier run, 0 for none
// $limit: most rows
// -> account: id of the account
// -> score: posture 0..100, null when nothing could be assessed
// -> before: the same in the earlier run, null when it was not looked at or nothing could be assessed
// -> blind: how many rules could assess nothing there
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
OPTIONAL MATCH (earlier:AuditResult {key: toString($before) + '/' + result.account})
RETURN result.account AS account, result.score AS score, earlier.score AS before,
  size([reason IN result.reasons WHERE reason <> '']) AS blind
ORDER BY coalesce(score, 101), account LIMIT $limit
