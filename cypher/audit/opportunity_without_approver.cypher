// Live opportunities in which nobody is recorded as approver.
// access: read
// returns: many
// @version: 2
// @title: No approver recorded
// @title_zh: 未记录批准者
// @method: M2, M3
// @severity: medium
// @scope: account, opportunity
// @protects: A veto from somebody nobody thought of.
// @protects_zh: 避免被意料之外的人否决。
// @remedy: Find out who signs off, and enter them as approver (A).
// @remedy_zh: 弄清谁负责批准，并登记为批准者（A）。
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
    RETURN count(DISTINCT person) AS on_the_map, count(CASE WHEN part.role = 'A' THEN 1 END) AS holders
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
