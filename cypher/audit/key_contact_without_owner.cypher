// Key contacts and people with a key role without an A-owner who is still ours.
// access: read
// returns: many
// @version: 2
// @title: Key contact without owner
// @title_zh: 关键客户无A角责任人
// @method: M4
// @severity: high
// @scope: account, opportunity
// @protects: A relationship that nobody answers for.
// @protects_zh: 避免关系无人负责。
// @remedy: Name one of ours to answer for the relationship (owner A).
// @remedy_zh: 指定我方一人负责该关系（A角）。
// @counts: key contacts
// @counts_zh: 关键客户
// @evidence: A-owners {owners}, B-owners {backups}
// @evidence_zh: A角{owners}人，B角{backups}人
// @none no_key_contacts: no key contact and no key role is recorded | 没有记录关键客户和关键角色
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @key_people(account)
  CALL (person) {
    // An owner who is no longer with us owns nothing.
    OPTIONAL MATCH (our:Person)-[owns:OWNS]->(person)
    WHERE our.id IN $ours AND @holds(owns)
    RETURN count(DISTINCT CASE WHEN owns.role = 'A' THEN our END) AS owners, count(DISTINCT CASE WHEN owns.role = 'B' THEN our END) AS backups
  }
  LET fails =
    // <fails>
    owners = 0
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id,
      evidence: {roles: roles, owners: owners, backups: backups}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > 0 THEN null
  ELSE 'no_key_contacts'
END AS not_assessed, unknown, failures
