// Closes what no run will see again: findings of rules that are not asked any more, and of accounts that have ended.
// access: write
// returns: one
// $account: only of this account; null for the whole book
// $rules: ids of the rules that the run asks
// $number: the run's number
// $as_of: the run's day
// -> count: how many
CALL () {
  WHEN $account IS NULL THEN {
    MATCH (finding:AuditFinding) WHERE finding.changed > 0 AND finding.open
    RETURN finding
  }
  ELSE {
    MATCH (finding:AuditFinding {account: $account}) WHERE finding.open
    RETURN finding
  }
}
WITH finding.account AS id, collect(finding) AS findings
OPTIONAL MATCH (account:Organization {id: id})
WHERE account.kind = 'customer'
  AND coalesce(account.valid_from, $as_of) <= $as_of AND coalesce(account.valid_to > $as_of, true)
UNWIND findings AS finding
LET lost = CASE WHEN account IS NULL THEN 'account_ended' WHEN NOT finding.rule IN $rules THEN 'rule_not_asked' END
FILTER lost IS NOT NULL
SET finding.open = false, finding.lost = lost, finding.changed = $number,
  finding.closed = finding.closed + $number, finding.closed_on = finding.closed_on + $as_of
RETURN count(*) AS count
