// Owners of this account's key contacts who own too many contacts as A, here and elsewhere.
// access: read
// returns: many
// @version: 2
// @title: Owner overloaded
// @title_zh: 责任人负担过重
// @method: M4
// @severity: low
// @scope: account, opportunity
// @protects: Contacts that have an owner on paper only.
// @protects_zh: 避免责任人有名无实。
// @remedy: Give some of the contacts to another owner.
// @remedy_zh: 将部分联系人交给其他责任人。
// @counts: owners
// @counts_zh: 责任人
// @evidence: A-owner of {contacts} contacts
// @evidence_zh: {contacts}名联系人的A角
// @none no_owners: no owner is recorded | 没有记录责任人
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// $most_contacts: int 1..1000 = 12; more contacts than this are too many for one A-owner
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @key_people(account)
  MATCH (owner:Person)-[owns:OWNS]->(person)
  WHERE owns.role = 'A' AND owner.id IN $ours AND @holds(owns)
  WITH DISTINCT owner
  LET contacts = COUNT {
    MATCH (owner)-[load:OWNS]->(contact:Person)
    WHERE load.role = 'A' AND @stands(load, contact)
    RETURN DISTINCT contact
  }
  LET fails =
    // <fails>
    contacts > $most_contacts
    // </fails>
  WITH * ORDER BY owner.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: owner.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: owner.id,
      evidence: {contacts: contacts}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > 0 THEN null
  ELSE 'no_owners'
END AS not_assessed, unknown, failures
