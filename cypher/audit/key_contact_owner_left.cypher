// Owners of key contacts and of people with a key role who have left us.
// access: read
// returns: many
// @version: 2
// @title: Owner has left us
// @title_zh: 责任人已离职
// @method: M4
// @severity: high
// @scope: account, opportunity
// @protects: A relationship that left with its owner, unnoticed.
// @protects_zh: 避免关系随责任人离职而无人察觉。
// @remedy: Name a successor, and let the old owner's notes and contacts be handed over.
// @remedy_zh: 指定继任者，并完成资料和联系人的交接。
// @counts: ownerships
// @counts_zh: 责任关系
// @evidence: owner {owner_role} since {since}, left us {left}
// @evidence_zh: {owner_role}角，自{since}；离开我方于{left}
// @none no_owners: no owner is recorded | 没有记录责任人
// @reason seats_unknown: no seat of theirs was ever recorded | 从未记录其任职
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
  MATCH (owner:Person)-[owns:OWNS]->(person)
  WHERE @holds(owns)
  WITH person, owner, min(owns.role) AS owner_role, min(owns.valid_from) AS since
  LET left = @left_us(owner)
  LET fails =
    // <fails>
    CASE WHEN owner.id IN $ours THEN false WHEN left IS NOT NULL THEN true END
    // </fails>
  WITH * ORDER BY person.id, owner.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, other: owner.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, other: owner.id,
      evidence: {owner_role: owner_role, since: since, left: left}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'seats_unknown'
  ELSE 'no_owners'
END AS not_assessed, unknown, failures
