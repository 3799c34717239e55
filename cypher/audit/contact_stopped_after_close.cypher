// Deals that were won or lost, with nobody on whose map ours have been in touch for long since.
// access: read
// returns: many
// @version: 1
// @title: Contact stopped after the deal
// @title_zh: 项目结束后联系中断
// @method: M10
// @severity: medium
// @scope: account, opportunity
// @protects: Being remembered as those who come only when they want something.
// @protects_zh: 避免给人留下有求才来的印象。
// @remedy: Look in on them: how does it work out, and what comes next?
// @remedy_zh: 回访：使用情况如何，下一步是什么？
// @counts: deals won or lost
// @counts_zh: 已赢或已输的项目
// @evidence: {outcome} on {closed}, last contact with anybody on the map {last_contact}
// @evidence_zh: {closed}结束（{outcome}），与权力地图上的人最近接触{last_contact}
// @suggestion: {through} was in touch with {contact} last
// @suggestion_zh: {through}最近接触过{contact}
// @none no_closed_deal: no deal was won or lost lately | 近期没有赢单或输单的项目
// @reason no_contact: no contact of ours with anybody on the map is recorded | 没有记录我方与权力地图上任何人的接触
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// $after_close_days: int 1..3650 = playbook rhythm.after_close_days; contact that was not there for longer has stopped
// $closed_days: int 1..3650 = 365; deals that were closed longer ago are not looked at
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  MATCH (account)<-[:FOR]-(opportunity:Opportunity)
  WHERE opportunity.outcome IN ['won', 'lost'] AND opportunity.valid_to <= $as_of
    AND opportunity.valid_to >= $as_of - duration({days: $closed_days})
    AND ($opportunity IS NULL OR opportunity.id = $opportunity)
  CALL (opportunity) {
    MATCH (opportunity)<-[part:HAS_ROLE|HAS_SUPPORT]-(person:Person)
    WHERE @begun(part) AND @holds(person)
    WITH DISTINCT person
    @last_contact(person)
    WITH person, last_day, nearest ORDER BY last_day IS NULL, last_day DESC, person.id
    RETURN head(collect({day: last_day, person: person.id, our: nearest})) AS last
  }
  LET fails =
    // <fails>
    CASE
      WHEN opportunity.valid_to >= $as_of - duration({days: $after_close_days}) THEN false
      ELSE last.day < $as_of - duration({days: $after_close_days})
    END
    // </fails>
  WITH * ORDER BY opportunity.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'opportunity', id: opportunity.id, opportunity: opportunity.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'opportunity', id: opportunity.id, opportunity: opportunity.id,
      contact: last.person, through: last.our,
      evidence: {outcome: opportunity.outcome, closed: opportunity.valid_to, last_contact: last.day}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'no_contact'
  ELSE 'no_closed_deal'
END AS not_assessed, unknown, failures
