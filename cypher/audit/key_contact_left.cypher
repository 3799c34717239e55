// Registered key contacts who have left the account.
// access: read
// returns: many
// @version: 1
// @title: Key contact has left the account
// @title_zh: 关键客户已离开该客户
// @method: M4, M21
// @severity: medium
// @scope: account
// @protects: Counting on somebody who is no longer there.
// @protects_zh: 避免指望已经离开的人。
// @remedy: Find out who took the seat, register them, end the old entry, and stay in touch where the contact went.
// @remedy_zh: 弄清谁接任并登记，结束旧登记，并与离开者保持联系。
// @counts: registered key contacts
// @counts_zh: 登记的关键客户
// @evidence: left {left}
// @evidence_zh: 离开于{left}
// @none no_key_contacts: no key contact is registered | 没有登记关键客户
// @reason seats_unknown: no seat of theirs was ever recorded | 从未记录其任职
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  MATCH (account)<-[entry:KEY_CONTACT_OF]-(person:Person)
  WHERE @holds(entry) AND @begun(person)
  WITH DISTINCT account, person
  @departure(person, account)
  LET fails =
    // <fails>
    gone
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id,
      evidence: {left: left_on}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'seats_unknown'
  ELSE 'no_key_contacts'
END AS not_assessed, unknown, failures
