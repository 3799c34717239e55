// People of an account whose reporting line leads to a manager who has left the account.
// access: read
// returns: many
// @version: 1
// @title: Manager has left the account
// @title_zh: 上级已离开该客户
// @method: M1, M21
// @severity: low
// @scope: account
// @protects: Ways and decisions over a manager who is no longer there.
// @protects_zh: 避免依赖已离职上级的路径与决策。
// @remedy: Find out whom they report to now, record it, and end the old line.
// @remedy_zh: 弄清其现任上级并记录，结束旧的汇报关系。
// @counts: reporting lines
// @counts_zh: 汇报关系
// @evidence: reports to {manager}, who left {left}
// @evidence_zh: 向{manager}汇报，后者离开于{left}
// @none no_lines: no reporting line is recorded | 没有记录汇报关系
// @reason seats_unknown: no seat of the managers was ever recorded | 从未记录上级的任职
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @people_of(account)
  WITH DISTINCT account, person
  MATCH (person)-[line:REPORTS_TO]->(manager:Person)
  WHERE @holds(line) AND @begun(manager)
  WITH DISTINCT account, person, manager
  @departure(manager, account)
  LET fails =
    // <fails>
    gone
    // </fails>
  WITH * ORDER BY person.id, manager.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, other: manager.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, other: manager.id,
      evidence: {manager: manager.id, left: left_on}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'seats_unknown'
  ELSE 'no_lines'
END AS not_assessed, unknown, failures
