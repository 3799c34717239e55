// Decision makers to whom a competitor's people have a stronger tie, in one or two steps, than ours.
// access: read
// returns: many
// @version: 2
// @title: Competitor nearer to a decision maker
// @title_zh: 竞争对手离决策者更近
// @method: M3, M17
// @severity: high
// @scope: account, opportunity
// @protects: Losing a decision to whoever stands nearer.
// @protects_zh: 避免把决定输给离决策者更近的人。
// @remedy: Strengthen our best way to them, or find those they listen to whom the competitor neglects.
// @remedy_zh: 加强我方最佳路径，或寻找竞争对手忽视的影响者。
// @counts: decision makers
// @counts_zh: 决策者
// @evidence: competitor {theirs}, we {ours_strength} in {opportunity}
// @evidence_zh: {opportunity}中竞争对手{theirs}，我方{ours_strength}
// @none no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @none no_decider: no decision maker is recorded | 没有记录决策者
// @none no_competitor: nobody of a competitor is recorded | 没有记录任何竞争对手人员
// @reason strengths_unknown: the strengths that matter are unknown | 相关的关系强度未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// $rivals: ids of competitors' people on the day
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
CALL () {
  UNWIND $accounts AS id
  RETURN id, null AS opportunity, null AS person, null AS ours, 0.0 AS least, 0.0 AS most
  UNION ALL
  UNWIND $accounts AS id
  MATCH (account:Organization {id: id})
  CALL (account) {
    @deals(account)
    FILTER size($rivals) > 0
    @deciders(opportunity)
    RETURN opportunity, person, foes
  }
  CALL (person, foes) {
    RETURN person AS between, 1.0 AS first_least, 1.0 AS first_most, true AS ours_pass
    UNION ALL
    MATCH (person)-[first:TIE]-(between:Person)
    WHERE NOT between.id IN $ours AND @stands(first, between) AND @hop(first, between, person)
      AND NOT coalesce(between.declines_introductions, false)
    // Unknown strengths are taken as 0 and as 1: who leads either way leads. Of two ties a known one counts.
    WITH between, foes, max(first.strength) AS strength
    RETURN between, coalesce(strength, 0.0) AS first_least, coalesce(strength, 1.0) AS first_most,
      @passable(between, foes) AS ours_pass
  }
  // People who stand between many are looked at once; decision makers near nobody stay.
  WITH between, collect({id: id, opportunity: opportunity, person: person, foes: foes, ours_pass: ours_pass,
    least: first_least, most: first_most}) AS begun
  OPTIONAL CALL (between) {
    MATCH (between)-[tie:TIE]-(near:Person)
    LET id = near.id
    LET mine = id IN $ours
    FILTER mine OR id IN $rivals
    WITH tie, near, mine
    FILTER @hop(tie, near, between) AND NOT coalesce(near.declines_introductions, false)
    WITH near, mine, max(tie.strength) AS strength
    // Few of ours oppose anything; for whom they do not, they are told apart.
    LET against = CASE WHEN mine AND EXISTS { (near)-[said:HAS_SUPPORT]->() WHERE said.level < 0 } THEN near.id END
    RETURN mine AS ours, against, max(coalesce(strength, 0.0)) AS last_least, max(coalesce(strength, 1.0)) AS last_most
  }
  UNWIND begun AS start
  LET leads = CASE WHEN ours THEN start.ours_pass AND NOT coalesce(against IN start.foes, false) ELSE true END
  RETURN start.id AS id, start.opportunity AS opportunity, start.person AS person, ours,
    CASE WHEN leads THEN start.least * last_least ELSE 0.0 END AS least,
    CASE WHEN leads THEN start.most * last_most ELSE 0.0 END AS most
}
WITH id, opportunity, person, coalesce(max(CASE WHEN ours THEN least END), 0.0) AS ours_least,
  coalesce(max(CASE WHEN ours THEN most END), 0.0) AS ours_most,
  coalesce(max(CASE WHEN NOT ours THEN least END), 0.0) AS rivals_least,
  coalesce(max(CASE WHEN NOT ours THEN most END), 0.0) AS rivals_most
LET fails =
  // <fails>
  CASE WHEN rivals_least > ours_most THEN true WHEN rivals_most <= ours_least THEN false END
  // </fails>
WITH * ORDER BY id, opportunity.id, person.id
WITH id, count(person) AS population,
  collect(CASE WHEN person IS NOT NULL AND fails IS NULL THEN {kind: 'person', id: person.id, opportunity: opportunity.id} END) AS unknown,
  collect(CASE WHEN person IS NOT NULL AND fails THEN {kind: 'person', id: person.id, opportunity: opportunity.id,
    evidence: {theirs: rivals_least, ours_strength: ours_most}} END) AS failures
MATCH (account:Organization {id: id})
RETURN id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'strengths_unknown'
  WHEN size($rivals) = 0 THEN 'no_competitor'
  WHEN NOT EXISTS { @deals(account) } THEN 'no_live_deal'
  ELSE 'no_decider'
END AS not_assessed, unknown, failures
