// Key contacts with whose upper layer ours have activities, and none with the layer below.
// access: read
// returns: many
// @version: 1
// @title: Activities with the upper layer only
// @title_zh: 只参加上层活动
// @method: M7
// @severity: medium
// @scope: account
// @protects: Trouble below that is found too late.
// @protects_zh: 避免下层问题发现过晚。
// @remedy: Join an activity of their lower layer, or let whoever stands below the owner join.
// @remedy_zh: 参加对方下层的活动，或安排责任人的下级参加。
// @counts: registered key contacts with their A-owners
// @counts_zh: 登记的关键客户及其A角
// @evidence: {upper} activities with the contact or above, {lower} below, in {period} days
// @evidence_zh: {period}天内与联系人或其上层的活动{upper}次，与下层{lower}次
// @suggestion: {through} answers for {contact}
// @suggestion_zh: {contact}由{through}负责
// @none no_owners: no registered key contact has an A-owner with us | 登记的关键客户均无在职A角
// @reason too_few: too few activities are recorded, or nobody above or below is known | 活动记录过少，或上下层均未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// $levels: int 1..3 = playbook formation.levels; so many steps up or down still make the layer above or below
// $period_days: int 1..3650 = playbook formation.period_days; activities of so many days are looked at
// $least_activities: int 1..1000 = playbook formation.least_activities; of fewer activities nobody can say
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @owned_contacts(account)
  @layers_of_theirs(person)
  CALL (owner) {
    @layer_above(owner)
    FILTER member.id IN $ours
    RETURN collect(DISTINCT member.id) AS our_above
  }
  CALL (owner) {
    @layer_below(owner)
    FILTER member.id IN $ours
    RETURN collect(DISTINCT member.id) AS our_below
  }
  LET theirs = [person.id] + above + below, of_ours = [owner.id] + our_above + our_below
  @activities_between(theirs, of_ours)
  LET upper = size([one IN activities WHERE any(id IN one.theirs WHERE id = person.id OR id IN above)]),
    lower = size([one IN activities WHERE any(id IN one.theirs WHERE id IN below)])
  LET fails =
    // <fails>
    CASE WHEN lower > 0 THEN false WHEN size(below) > 0 AND upper >= $least_activities THEN true END
    // </fails>
  WITH * ORDER BY person.id, owner.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, other: owner.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, other: owner.id, contact: person.id, through: owner.id,
      evidence: {upper: upper, lower: lower, period: $period_days}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'too_few'
  ELSE 'no_owners'
END AS not_assessed, unknown, failures
