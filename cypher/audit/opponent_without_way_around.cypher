// Opponents in live deals around whom no way is known: none of ours knows another who decides or approves, or whoever sways one.
// access: read
// returns: many
// @version: 2
// @title: No way around an opponent
// @title_zh: 没有绕过反对者的路径
// @method: M3, M16
// @severity: high
// @scope: account, opportunity
// @protects: An opponent who is the only voice upstairs.
// @protects_zh: 避免反对者成为高层听到的唯一声音。
// @remedy: Get to know another who decides or approves, or someone they listen to.
// @remedy_zh: 认识另一位决策者或批准者，或其信任的人。
// @counts: opponents, and people assessed as ?
// @counts_zh: 反对者及支持度为?的人
// @evidence: {level} in {opportunity}; {others} others decide or approve
// @evidence_zh: {opportunity}中为{level}；另有{others}人决策或批准
// @none no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @none no_opponent: no opponent is recorded | 没有记录反对者
// @reason support_unknown: nobody's support is known who might oppose us | 可能反对者的支持度未知
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
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @deals(account)
  LET foes = @opponents(opportunity)
  LET ours_against = [foe IN foes WHERE foe IN $ours]
  CALL (opportunity, foes) {
    MATCH (opportunity)<-[said:HAS_SUPPORT]-(person:Person)
    WHERE @stands(said, person)
    WITH DISTINCT opportunity, person
    LET stance = @stance(person, opportunity)
    // Who was assessed as '?' may oppose us: nobody can tell.
    FILTER stance IS NULL OR stance.level < 0
    RETURN person, stance.level AS level
  }
  CALL (opportunity, person, foes, ours_against) {
    OPTIONAL MATCH (opportunity)<-[part:HAS_ROLE]-(other:Person)
    WHERE part.role IN ['A', 'D'] AND other <> person AND @stands(part, other)
    WITH DISTINCT other, foes, ours_against
    RETURN collect(other) AS others, coalesce(any(known IN collect(EXISTS {
      (other)-[tie:TIE]-(our:Person)
      WHERE our.id IN $ours AND NOT our.id IN ours_against AND NOT coalesce(our.declines_introductions, false)
        AND @hop(tie, our, other)
    } OR EXISTS {
      (other)<-[sway:INFLUENCES]-(between:Person)-[tie:TIE]-(our:Person)
      WHERE our.id IN $ours AND NOT our.id IN ours_against AND NOT coalesce(our.declines_introductions, false)
        AND @passable(between, foes) AND @hop(tie, our, between) AND @hop(sway, between, other)
    }) WHERE known), false) AS around
  }
  LET fails =
    // <fails>
    CASE WHEN level < 0 THEN NOT around END
    // </fails>
  WITH * ORDER BY opportunity.id, person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, opportunity: opportunity.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, opportunity: opportunity.id,
      evidence: {level: level, others: size(others)}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'support_unknown'
  WHEN NOT EXISTS { @deals(account) } THEN 'no_live_deal'
  ELSE 'no_opponent'
END AS not_assessed, unknown, failures
