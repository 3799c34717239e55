// People with a key role of whom nobody knows where they stand.
// access: read
// returns: many
// @version: 2
// @title: Support of a key person unknown
// @title_zh: 关键角色支持度未知
// @method: M2
// @severity: high
// @scope: account, opportunity
// @protects: Counting on people who were never asked.
// @protects_zh: 避免把从未接触过的人算作支持者。
// @remedy: Make contact, and record where they stand.
// @remedy_zh: 尽快接触，并记录其立场。
// @counts: key roles
// @counts_zh: 关键角色
// @evidence: {roles} in {opportunity}; support ?
// @evidence_zh: {opportunity}中的{roles}；支持度 ?
// @none no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @none no_key_roles: no approver, decision maker or evaluator is recorded | 没有记录批准者、决策者或评估者
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
  WHERE part.role IN ['A', 'D', 'E'] AND @stands(part, person)
  WITH opportunity, person, part.role AS letter ORDER BY letter
  WITH opportunity, person, collect(DISTINCT letter) AS roles
  LET stance = @stance(person, opportunity)
  LET fails =
    // <fails>
    stance IS NULL
    // </fails>
  WITH * ORDER BY opportunity.id, person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, opportunity: opportunity.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, opportunity: opportunity.id,
      evidence: {roles: roles}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > 0 THEN null
  WHEN NOT EXISTS { @deals(account) } THEN 'no_live_deal'
  ELSE 'no_key_roles'
END AS not_assessed, unknown, failures
