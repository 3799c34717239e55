// Key contacts and people with a key role whom only one of ours knows.
// access: read
// returns: many
// @version: 2
// @title: Key person whom only one of us knows
// @title_zh: 关键客户仅有单线联系
// @method: M7
// @severity: medium
// @scope: account, opportunity
// @protects: A relationship that leaves with one employee.
// @protects_zh: 避免关系随一名员工离开而断掉。
// @remedy: Let a second of ours, from another layer, build the relationship.
// @remedy_zh: 安排我方另一层级的第二人建立关系。
// @counts: key contacts
// @counts_zh: 关键客户
// @evidence: known by {ties} of ours, warmest {strength}, last contact {last_contact}
// @evidence_zh: 我方{ties}人认识，最强{strength}，最近接触{last_contact}
// @suggestion: {through} can bring a second of ours to {contact}
// @suggestion_zh: 可请{through}引荐我方第二人认识{contact}
// @none no_key_contacts: no key contact and no key role is recorded | 没有记录关键客户和关键角色
// @reason no_ties: no tie of ours is recorded | 没有记录我方任何联系
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// $known: ids of the accounts' people to whom one of ours has a tie, an influence or a line
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
    CASE WHEN ties > 0 THEN ties = 1 END
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, contact: person.id, through: warmest,
      evidence: {roles: roles, ties: ties, strength: strength, last_contact: last_contact}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population = 0 THEN 'no_key_contacts'
  ELSE 'no_ties'
END AS not_assessed, unknown, failures
