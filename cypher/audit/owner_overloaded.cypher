// Owners of this account's key contacts who own too many contacts as A, here and elsewhere.
// access: read
// returns: many
// @version: 1
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
// @reason no_owners: no owner is recorded | 没有记录责任人
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
  // <key_people>
  CALL (account) {
    MATCH (account)<-[:FOR]-(opportunity:Opportunity)
    WHERE CASE WHEN $opportunity IS NULL
      THEN coalesce(opportunity.valid_from, $as_of) <= $as_of AND coalesce(opportunity.valid_to > $as_of, true)
      ELSE opportunity.id = $opportunity END
    MATCH (opportunity)<-[part:HAS_ROLE]-(person:Person)
    WHERE part.role IN ['A', 'D', 'E'] AND coalesce(part.valid_from, $as_of) <= $as_of AND coalesce(part.valid_to > $as_of, true)
    RETURN person, part.role AS letter
    UNION
    // Registered key contacts count for the account as a whole.
    MATCH (account)<-[entry:KEY_CONTACT_OF]-(person:Person)
    WHERE $opportunity IS NULL AND coalesce(entry.valid_from, $as_of) <= $as_of AND coalesce(entry.valid_to > $as_of, true)
    RETURN person, null AS letter
  }
  WITH person, letter ORDER BY letter
  WITH person, collect(DISTINCT letter) AS roles
  // </key_people>
  MATCH (owner:Person)-[owns:OWNS]->(person)
  WHERE owns.role = 'A' AND owner.id IN $ours AND coalesce(owns.valid_from, $as_of) <= $as_of AND coalesce(owns.valid_to > $as_of, true)
  WITH DISTINCT owner
  LET contacts = COUNT {
    (owner)-[load:OWNS]->()
    WHERE load.role = 'A' AND coalesce(load.valid_from, $as_of) <= $as_of AND coalesce(load.valid_to > $as_of, true)
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
