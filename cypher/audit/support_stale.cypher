// People on a live map whose known support was assessed too long ago.
// access: read
// returns: many
// @version: 2
// @title: Assessment of support stale
// @title_zh: 支持度评估已过期
// @method: M2, M21
// @severity: medium
// @scope: account, opportunity
// @protects: Deciding by last month's map.
// @protects_zh: 避免依据过时的权力地图做决定。
// @remedy: Refresh the map this week: ask where they stand, and note the day.
// @remedy_zh: 本周刷新权力地图：询问其立场，并记下日期。
// @counts: people on maps
// @counts_zh: 权力地图上的人
// @evidence: {level} in {opportunity}, assessed {assessed}
// @evidence_zh: {opportunity}中为{level}，评估于{assessed}
// @none no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @none no_roles: nobody is on a map | 权力地图上没有人
// @reason no_known_support: nobody's support is known | 没有任何人的支持度是已知的
// @reason no_assessment_day: no assessment says when it was made | 评估均未注明日期
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $assessment_days: int 1..365 = 7; an older assessment is stale
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @deals(account)
  MATCH (opportunity)<-[part:HAS_ROLE|HAS_SUPPORT]-(person:Person)
  WHERE @stands(part, person)
  WITH DISTINCT opportunity, person
  LET stance = @stance(person, opportunity)
  LET assessed = stance.assessed, level = stance.level
  LET fails =
    // <fails>
    assessed < $as_of - duration({days: $assessment_days})
    // </fails>
  WITH * ORDER BY opportunity.id, person.id
  RETURN count(*) AS population, count(level) AS known_supports,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, opportunity: opportunity.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, opportunity: opportunity.id,
      evidence: {level: level, assessed: assessed}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN known_supports > 0 THEN 'no_assessment_day'
  WHEN population > 0 THEN 'no_known_support'
  WHEN NOT EXISTS { @deals(account) } THEN 'no_live_deal'
  ELSE 'no_roles'
END AS not_assessed, unknown, failures
