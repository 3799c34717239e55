// People on a live map who have left the account.
// access: read
// returns: many
// @version: 2
// @title: Person on the map has left
// @title_zh: 权力地图上的人已离职
// @method: M2, M21
// @severity: medium
// @scope: account, opportunity
// @protects: Calling somebody who is no longer there.
// @protects_zh: 避免联系已经离开的人。
// @remedy: End their roles, and find out who took the seat.
// @remedy_zh: 结束其角色，并弄清谁接任。
// @counts: people on maps
// @counts_zh: 权力地图上的人
// @evidence: {roles} in {opportunity}, left {left}
// @evidence_zh: {opportunity}中的{roles}，离开于{left}
// @none no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @none no_roles: nobody is on a map | 权力地图上没有人
// @reason seats_unknown: no seat of theirs was ever recorded | 从未记录其任职
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @deals(account)
  MATCH (opportunity)<-[part:HAS_ROLE]-(person:Person)
  WHERE @holds(part) AND @begun(person)
  WITH opportunity, person, part.role AS letter ORDER BY letter
  WITH opportunity, person, collect(DISTINCT letter) AS roles
  @departure(person, account)
  LET fails =
    // <fails>
    gone
    // </fails>
  WITH * ORDER BY opportunity.id, person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, opportunity: opportunity.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, opportunity: opportunity.id,
      evidence: {roles: roles, left: left_on}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'seats_unknown'
  WHEN NOT EXISTS { @deals(account) } THEN 'no_live_deal'
  ELSE 'no_roles'
END AS not_assessed, unknown, failures
