// Accounts in which all our ties lead to one of their people.
// access: read
// returns: many
// @version: 2
// @title: We know only one of their people
// @title_zh: 仅认识该客户一人
// @method: M7
// @severity: medium
// @scope: account
// @protects: Losing an account when one contact moves on.
// @protects_zh: 避免因一名联系人调离而失去客户。
// @remedy: Ask that person for introductions to neighbouring departments.
// @remedy_zh: 请该联系人引荐相邻部门的人。
// @counts: accounts
// @counts_zh: 客户
// @evidence: all our ties there lead to {only}
// @evidence_zh: 我方所有联系都通向{only}
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
  WITH DISTINCT person LIMIT 2
  RETURN collect(person.id) AS holders
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
