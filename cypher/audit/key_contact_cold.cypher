// Key contacts and people with a key role with cold ties to us only.
// access: read
// returns: many
// @version: 2
// @title: Only cold ties to a key person
// @title_zh: 与关键客户仅有弱关系
// @method: M16
// @severity: medium
// @scope: account, opportunity
// @protects: Believing that a card exchanged is a relationship.
// @protects_zh: 避免把交换过名片当成关系。
// @remedy: Warm the best of the ties, or find a warmer way in.
// @remedy_zh: 加强其中最好的一条关系，或另寻更热的路径。
// @counts: key contacts
// @counts_zh: 关键客户
// @evidence: known by {ties} of ours, warmest {strength}, last contact {last_contact}
// @evidence_zh: 我方{ties}人认识，最强{strength}，最近接触{last_contact}
// @suggestion: {through} knows {contact} best
// @suggestion_zh: {through}与{contact}最熟
// @none no_key_contacts: no key contact and no key role is recorded | 没有记录关键客户和关键角色
// @reason no_ties: no tie of ours is recorded | 没有记录我方任何联系
// @reason strengths_unknown: the strengths that matter are unknown | 相关的关系强度未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// $known: ids of the accounts' people to whom one of ours has a tie, an influence or a line
// $cold_below: float 0..1 = 0.3; a tie weaker than this is cold
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @key_people(account)
  @ties_to_us(person)
  LET fails =
    // <fails>
    CASE WHEN strength >= $cold_below THEN false WHEN ties > 0 AND strengths = ties THEN true END
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population, count(CASE WHEN ties > 0 THEN 1 END) AS known_people,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, contact: person.id, through: warmest,
      evidence: {roles: roles, ties: ties, strength: strength, last_contact: last_contact}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population = 0 THEN 'no_key_contacts'
  WHEN known_people > 0 THEN 'strengths_unknown'
  ELSE 'no_ties'
END AS not_assessed, unknown, failures
