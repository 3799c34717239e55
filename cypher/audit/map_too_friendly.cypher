// Live maps on which nobody is neutral or against us.
// access: read
// returns: many
// @version: 2
// @title: Everybody on the map is friendly
// @title_zh: 权力地图上全是支持者
// @method: M2, M3
// @severity: medium
// @scope: account, opportunity
// @protects: A map drawn by wishes: real deals have opponents.
// @protects_zh: 避免一厢情愿的权力地图：真实的项目总有反对者。
// @remedy: Ask the coach who is against us, and who has not made up their mind.
// @remedy_zh: 请教练指出谁反对我们、谁尚未表态。
// @counts: maps
// @counts_zh: 权力地图
// @evidence: {friendly} friendly, 0 neutral or against, {unknown} unknown
// @evidence_zh: 支持{friendly}人，中立或反对0人，未知{unknown}人
// @none no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @reason too_few_known: the support of too few is known | 支持度已知的人太少
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $least_known: int 1..100 = 3; with fewer known supports a map says nothing
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
    MATCH (opportunity)<-[part:HAS_ROLE|HAS_SUPPORT]-(person:Person)
    WHERE @stands(part, person)
    WITH DISTINCT opportunity, person
    LET stance = @stance(person, opportunity)
    LET support = stance.level
    RETURN count(CASE WHEN support > 0 THEN 1 END) AS friendly, count(CASE WHEN support <= 0 THEN 1 END) AS others,
      count(CASE WHEN support IS NULL THEN 1 END) AS unsure
  }
  LET fails =
    // <fails>
    CASE WHEN others > 0 THEN false WHEN friendly >= $least_known THEN true END
    // </fails>
  WITH * ORDER BY opportunity.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'opportunity', id: opportunity.id, opportunity: opportunity.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'opportunity', id: opportunity.id, opportunity: opportunity.id,
      evidence: {friendly: friendly, unknown: unsure}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'too_few_known'
  ELSE 'no_live_deal'
END AS not_assessed, unknown, failures
