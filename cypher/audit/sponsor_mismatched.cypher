// Sponsors of contacts who sit far above them: the contact talks to somebody who cannot decide.
// access: read
// returns: many
// @version: 1
// @title: Sponsor sits far below the contact
// @title_zh: 赞助人层级过低
// @method: M8
// @severity: low
// @scope: account
// @protects: A dialogue that the contact does not take for one at eye level.
// @protects_zh: 避免对方认为对话不对等。
// @remedy: Name a sponsor of about the same layer; who is there now may go on below.
// @remedy_zh: 改由层级相当的高管任赞助人，原赞助人可继续对接其下级。
// @counts: sponsorships of contacts
// @counts_zh: 对联系人的赞助
// @evidence: the sponsor on layer {sponsor_layer}, the contact on layer {contact_layer}
// @evidence_zh: 赞助人层级{sponsor_layer}，对方层级{contact_layer}
// @none no_sponsorships: no sponsorship of a contact is recorded | 没有记录对联系人的赞助
// @reason layers_unknown: the layers of their seats are unknown | 其职位层级未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// $far_below: int 1..20 = playbook sponsors.far_below; from how many layers below the contact on a sponsor is no match
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @sponsorships_of(account)
  FILTER contact IS NOT NULL
  LET sponsor_layer = @layer_of(sponsor), contact_layer = @layer_of(contact)
  LET fails =
    // <fails>
    sponsor_layer - contact_layer >= $far_below
    // </fails>
  WITH * ORDER BY sponsor.id, contact.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: sponsor.id, other: contact.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: sponsor.id, other: contact.id, evidence: {
      sponsor_layer: sponsor_layer, contact_layer: contact_layer}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'layers_unknown'
  ELSE 'no_sponsorships'
END AS not_assessed, unknown, failures
