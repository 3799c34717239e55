// Live opportunities in which nobody is recorded as decision maker.
// access: read
// returns: many
// @version: 2
// @title: No decision maker recorded
// @title_zh: 未记录决策者
// @method: M2, M3
// @severity: high
// @scope: account, opportunity
// @protects: Working on people who do not decide.
// @protects_zh: 避免把精力花在不做决定的人身上。
// @remedy: Find out who owns the final choice, and enter them as decision maker (D).
// @remedy_zh: 弄清谁拥有最终决定权，并登记为决策者（D）。
// @counts: opportunities
// @counts_zh: 项目
// @evidence: {on_the_map} people on the map
// @evidence_zh: 权力地图上有{on_the_map}人
// @none no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @deals(account)
  CALL (opportunity) {
    OPTIONAL MATCH (opportunity)<-[part:HAS_ROLE]-(person:Person)
    WHERE @stands(part, person)
    RETURN count(DISTINCT person) AS on_the_map, count(CASE WHEN part.role = 'D' THEN 1 END) AS holders
  }
  LET fails =
    // <fails>
    holders = 0
    // </fails>
  WITH * ORDER BY opportunity.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'opportunity', id: opportunity.id, opportunity: opportunity.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'opportunity', id: opportunity.id, opportunity: opportunity.id,
      evidence: {on_the_map: on_the_map}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > 0 THEN null
  ELSE 'no_live_deal'
END AS not_assessed, unknown, failures
