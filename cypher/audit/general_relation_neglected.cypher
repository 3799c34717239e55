// Supporters and influencers in a live deal with whom ours had no contact for long.
// access: read
// returns: many
// @version: 1
// @title: Supporter or influencer neglected
// @title_zh: 支持者或影响者被忽视
// @method: M10, M21
// @severity: low
// @scope: account, opportunity
// @protects: Losing the people who carry information and reputation.
// @protects_zh: 避免失去传递信息和口碑的人。
// @remedy: Have the team look after them this month.
// @remedy_zh: 本月安排团队维护。
// @counts: supporters and influencers
// @counts_zh: 支持者和影响者
// @evidence: {roles}, last contact {last_contact}
// @evidence_zh: {roles}，最近接触{last_contact}
// @suggestion: {through} was in touch with {contact} last
// @suggestion_zh: {through}最近接触过{contact}
// @none no_general_relations: no supporter and no influencer is recorded in a live deal | 进行中的项目没有记录支持者和影响者
// @reason no_contact: no contact of ours with them is recorded | 没有记录我方与其有任何接触
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// $neglected_days: int 1..3650 = playbook general_relations.neglected_days; no contact for longer is neglect
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @general_people(account)
  @last_contact(person)
  LET fails =
    // <fails>
    last_day < $as_of - duration({days: $neglected_days})
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, contact: person.id, through: nearest,
      evidence: {roles: roles, last_contact: last_day}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'no_contact'
  ELSE 'no_general_relations'
END AS not_assessed, unknown, failures
