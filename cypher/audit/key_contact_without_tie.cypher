// Key contacts and people with a key role whom none of ours knows.
// access: read
// returns: many
// @version: 2
// @title: Key person whom none of us knows
// @title_zh: 关键客户与我方无任何关系
// @method: M2, M16
// @severity: high
// @scope: account, opportunity
// @protects: Losing to whoever knows them.
// @protects_zh: 避免输给认识他们的人。
// @remedy: Ask who can introduce us, and let one of ours get to know them.
// @remedy_zh: 寻找能引荐的人，安排我方人员与其建立联系。
// @counts: key contacts
// @counts_zh: 关键客户
// @evidence: nobody of ours knows them
// @evidence_zh: 我方无人认识
// @none no_key_contacts: no key contact and no key role is recorded | 没有记录关键客户和关键角色
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
    ties = 0
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id,
      evidence: {roles: roles, ties: ties}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > 0 THEN null
  ELSE 'no_key_contacts'
END AS not_assessed, unknown, failures
