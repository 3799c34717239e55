// Key contacts whose owner gives too much of the effort to the people above and below them.
// access: read
// returns: many
// @version: 1
// @title: Effort away from the own contact
// @title_zh: 责任人精力偏离本人联系人
// @method: M7
// @severity: low
// @scope: account
// @protects: Contacts whose owner is always somewhere else.
// @protects_zh: 避免责任人忽略本人负责的联系人。
// @remedy: See the contact, and leave the people above and below to the layers of ours across from them.
// @remedy_zh: 多与联系人本人往来，其上下层交由我方对应层级负责。
// @counts: registered key contacts with their A-owners
// @counts_zh: 登记的关键客户及其A角
// @evidence: {own} of the owner's {effort} activities with the contact, in {period} days
// @evidence_zh: {period}天内责任人{effort}次活动中与联系人本人{own}次
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
// $own_share: float 0..1 = playbook formation.own_share; so much of the owner's effort, or more, goes to the own contact
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @owned_contacts(account)
  LET top = coalesce(@layer_of(person) = 1, false)
  @layers_of_theirs(person)
  LET theirs = [person.id] + above + below, of_ours = [owner.id]
  @activities_between(theirs, of_ours)
  LET own = size([one IN activities WHERE owner.id IN one.ours AND person.id IN one.theirs]),
    effort = size([one IN activities WHERE owner.id IN one.ours])
  LET fails =
    // <fails>
    CASE
      WHEN effort < $least_activities THEN null
      WHEN own < $own_share * effort THEN true
      WHEN size(below) > 0 AND (size(above) > 0 OR top) THEN false
    END
    // </fails>
  WITH * ORDER BY person.id, owner.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, other: owner.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, other: owner.id, contact: person.id, through: owner.id,
      evidence: {own: own, effort: effort, period: $period_days}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'too_few'
  ELSE 'no_owners'
END AS not_assessed, unknown, failures
