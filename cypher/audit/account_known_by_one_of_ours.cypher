// Accounts in which all ties of ours are held by one of our people.
// access: read
// returns: many
// @version: 2
// @title: Only one of us knows anybody there
// @title_zh: 我方仅一人与该客户有联系
// @method: M7
// @severity: medium
// @scope: account
// @protects: Losing an account with one employee.
// @protects_zh: 避免因一名员工离开而失去客户。
// @remedy: Let two more of ours, of other layers, build ties there.
// @remedy_zh: 安排我方其他层级的两人建立联系。
// @counts: accounts
// @counts_zh: 客户
// @evidence: all ties there are held by {only}
// @evidence_zh: 所有联系都由{only}持有
// @reason no_ties: no tie of ours is recorded | 没有记录我方任何联系
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// $known: ids of the accounts' people to whom one of ours has a tie, an influence or a line
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @known_there(account)
  // Two are enough to know.
  WITH DISTINCT our LIMIT 2
  RETURN collect(our.id) AS holders
}
LET fails =
  // <fails>
  size(holders) = 1
  // </fails>
LET population = CASE WHEN size(holders) > 0 THEN 1 ELSE 0 END
RETURN account.id AS account, population, CASE
  WHEN population > 0 THEN null
  ELSE 'no_ties'
END AS not_assessed, [] AS unknown,
  CASE WHEN population > 0 AND fails THEN [{kind: 'organization', id: account.id, evidence: {only: holders[0]}}] ELSE [] END AS failures
