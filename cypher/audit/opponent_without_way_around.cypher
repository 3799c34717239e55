// Opponents in live deals around whom no way is known: none of ours knows another who decides or approves, or whoever sways one.
// access: read
// returns: many
// @version: 1
// @title: No way around an opponent
// @title_zh: 没有绕过反对者的路径
// @method: M3, M16
// @severity: high
// @scope: account, opportunity
// @protects: An opponent who is the only voice upstairs.
// @protects_zh: 避免反对者成为高层听到的唯一声音。
// @remedy: Get to know another who decides or approves, or someone they listen to.
// @remedy_zh: 认识另一位决策者或批准者，或其信任的人。
// @counts: opponents
// @counts_zh: 反对者
// @evidence: {level} in {opportunity}; {others} others decide or approve
// @evidence_zh: {opportunity}中为{level}；另有{others}人决策或批准
// @reason no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @reason no_opponent: no opponent is recorded | 没有记录反对者
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  // <deals>
  MATCH (account)<-[:FOR]-(opportunity:Opportunity)
  WHERE CASE WHEN $opportunity IS NULL
    THEN coalesce(opportunity.valid_from, $as_of) <= $as_of AND coalesce(opportunity.valid_to > $as_of, true)
    ELSE opportunity.id = $opportunity END
  // </deals>
  MATCH (opportunity)<-[stance:HAS_SUPPORT]-(person:Person)
  WHERE stance.level < 0 AND coalesce(stance.valid_from, $as_of) <= $as_of AND coalesce(stance.valid_to > $as_of, true)
  WITH opportunity, person, max(stance.level) AS level
  CALL (opportunity, person) {
    OPTIONAL MATCH (opportunity)<-[part:HAS_ROLE]-(other:Person)
    WHERE part.role IN ['A', 'D'] AND other <> person AND coalesce(part.valid_from, $as_of) <= $as_of AND coalesce(part.valid_to > $as_of, true)
    WITH DISTINCT other
    RETURN collect(other) AS others, coalesce(any(known IN collect(EXISTS {
      (other)-[tie:TIE]-(our:Person)
      WHERE our.id IN $ours AND coalesce(tie.valid_from, $as_of) <= $as_of AND coalesce(tie.valid_to > $as_of, true)
    } OR EXISTS {
      (other)<-[sway:INFLUENCES]-(between:Person)-[tie:TIE]-(our:Person)
      WHERE our.id IN $ours AND between <> person AND NOT between.id IN $ours
        AND coalesce(sway.valid_from, $as_of) <= $as_of AND coalesce(sway.valid_to > $as_of, true)
        AND coalesce(tie.valid_from, $as_of) <= $as_of AND coalesce(tie.valid_to > $as_of, true)
    }) WHERE known), false) AS around
  }
  LET fails =
    // <fails>
    NOT around
    // </fails>
  WITH * ORDER BY opportunity.id, person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, opportunity: opportunity.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, opportunity: opportunity.id,
      evidence: {level: level, others: size(others)}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > 0 THEN null
  WHEN NOT EXISTS {
    // <deals>
    MATCH (account)<-[:FOR]-(opportunity:Opportunity)
    WHERE CASE WHEN $opportunity IS NULL
      THEN coalesce(opportunity.valid_from, $as_of) <= $as_of AND coalesce(opportunity.valid_to > $as_of, true)
      ELSE opportunity.id = $opportunity END
    // </deals>
  } THEN 'no_live_deal'
  ELSE 'no_opponent'
END AS not_assessed, unknown, failures
