// Key contacts whose lower layer goes straight to our upper one, or whose owner spends most of the effort on their staff.
// access: read
// returns: many
// @version: 1
// @title: Layers confused
// @title_zh: 层级错位
// @method: M7
// @severity: medium
// @scope: account
// @protects: Seniors of ours worn out by juniors of theirs, and owners who see the staff instead of the contact.
// @protects_zh: 避免我方高层被对方下层消耗，或责任人只见下属不见本人。
// @remedy: Lead their juniors back to the owner, and the owner to the contact.
// @remedy_zh: 引导对方下层找责任人，责任人回到联系人本人。
// @counts: registered key contacts with their A-owners
// @counts_zh: 登记的关键客户及其A角
// @evidence: {straight} activities straight from below to our upper layer; {staff} of the owner's {effort} with the staff alone, in {period} days
// @evidence_zh: {period}天内对方下层直达我方上层{straight}次；责任人{effort}次活动中仅与下属{staff}次
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
// $straight: int 1..1000 = playbook formation.straight; so many activities of their lower layer with our upper one, and nobody between, confuse the layers
// $staff_share: float 0..1 = playbook formation.staff_share; more of the owner's effort on the staff confuses the layers
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @owned_contacts(account)
  LET our_top = coalesce(@layer_of(owner) = 1, false)
  @layers_of_theirs(person)
  CALL (owner) {
    @layer_above(owner)
    FILTER member.id IN $ours
    RETURN collect(DISTINCT member.id) AS our_above
  }
  LET theirs = [person.id] + above + below, of_ours = [owner.id] + our_above
  @activities_between(theirs, of_ours)
  LET straight = size([one IN activities WHERE any(id IN one.theirs WHERE id IN below) AND any(id IN one.ours WHERE id IN our_above)
      AND NOT owner.id IN one.ours AND NOT person.id IN one.theirs]),
    staff = size([one IN activities WHERE owner.id IN one.ours AND any(id IN one.theirs WHERE id IN below)
      AND NOT person.id IN one.theirs]),
    effort = size([one IN activities WHERE owner.id IN one.ours])
  LET fails =
    // <fails>
    CASE
      WHEN straight >= $straight OR (effort >= $least_activities AND staff > $staff_share * effort) THEN true
      WHEN effort >= $least_activities AND size(below) > 0 AND (size(our_above) > 0 OR our_top) THEN false
    END
    // </fails>
  WITH * ORDER BY person.id, owner.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, other: owner.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, other: owner.id, contact: person.id, through: owner.id,
      evidence: {straight: straight, staff: staff, effort: effort, period: $period_days}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'too_few'
  ELSE 'no_owners'
END AS not_assessed, unknown, failures
