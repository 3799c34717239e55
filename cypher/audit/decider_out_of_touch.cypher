// Decision makers and approvers of a live deal with whom ours had no contact lately.
// access: read
// returns: many
// @version: 1
// @title: No recent contact with a decision maker
// @title_zh: 近期未接触决策者
// @method: M14, M21
// @severity: high
// @scope: account, opportunity
// @protects: A decision that is made while nobody of ours is in touch.
// @protects_zh: 避免决定在我方无人接触时做出。
// @remedy: Get in touch this week: a call, a visit, or a word through somebody they listen to.
// @remedy_zh: 本周内接触：通话、拜访，或请其信任的人传话。
// @counts: decision makers and approvers
// @counts_zh: 决策者和批准者
// @evidence: {roles} in {opportunity}, last contact {last_contact}
// @evidence_zh: 在{opportunity}中为{roles}，最近接触{last_contact}
// @suggestion: {through} was in touch with {contact} last
// @suggestion_zh: {through}最近接触过{contact}
// @none no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @none no_decider: no decision maker and no approver is recorded | 没有记录决策者和批准者
// @reason no_contact: no contact of ours with them is recorded | 没有记录我方与其有任何接触
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// $decider_days: int 1..3650 = playbook rhythm.decider_days; no contact for longer is too long
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @deals(account)
  MATCH (opportunity)<-[part:HAS_ROLE]-(person:Person)
  WHERE part.role IN ['A', 'D'] AND @stands(part, person)
  WITH opportunity, person, part.role AS letter ORDER BY letter
  WITH opportunity, person, collect(DISTINCT letter) AS roles
  @last_contact(person)
  LET fails =
    // <fails>
    last_day < $as_of - duration({days: $decider_days})
    // </fails>
  WITH * ORDER BY opportunity.id, person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, opportunity: opportunity.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, opportunity: opportunity.id, contact: person.id, through: nearest,
      evidence: {roles: roles, last_contact: last_day}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'no_contact'
  WHEN NOT EXISTS { @deals(account) } THEN 'no_live_deal'
  ELSE 'no_decider'
END AS not_assessed, unknown, failures
