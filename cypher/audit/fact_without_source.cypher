// Roles and assessments on live maps of which nobody says who told us.
// access: read
// returns: many
// @version: 1
// @title: Fact without source
// @title_zh: 事实没有来源
// @method: M1, M20
// @severity: low
// @scope: account, opportunity
// @protects: Decisions on hearsay that cannot be checked.
// @protects_zh: 避免依据无法核实的传闻做决定。
// @remedy: Record who told us, or record the fact anew from whoever knows.
// @remedy_zh: 记录消息来源，或向知情人重新核实后记录。
// @counts: roles and assessments
// @counts_zh: 角色与评估
// @evidence: {fact} in {opportunity}, source ?
// @evidence_zh: {opportunity}中的{fact}，来源 ?
// @none no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @none no_roles: nobody is on a map | 权力地图上没有人
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
  // <deals>
  MATCH (account)<-[:FOR]-(opportunity:Opportunity)
  WHERE CASE WHEN $opportunity IS NULL
    THEN coalesce(opportunity.valid_from, $as_of) <= $as_of AND coalesce(opportunity.valid_to > $as_of, true)
    ELSE opportunity.id = $opportunity END
  // </deals>
  MATCH (opportunity)<-[part:HAS_ROLE|HAS_SUPPORT]-(person:Person)
  WHERE coalesce(part.valid_from, $as_of) <= $as_of AND coalesce(part.valid_to > $as_of, true)
  LET fails =
    // <fails>
    part.source IS NULL
    // </fails>
  WITH * ORDER BY opportunity.id, person.id, part.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, opportunity: opportunity.id, other: part.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, opportunity: opportunity.id, other: part.id,
      evidence: {fact: coalesce('role ' + part.role, 'support')}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > 0 THEN null
  WHEN NOT EXISTS {
    // <deals>
    MATCH (account)<-[:FOR]-(opportunity:Opportunity)
    WHERE CASE WHEN $opportunity IS NULL
      THEN coalesce(opportunity.valid_from, $as_of) <= $as_of AND coalesce(opportunity.valid_to > $as_of, true)
      ELSE opportunity.id = $opportunity END
    // </deals>
  } THEN 'no_live_deal'
  ELSE 'no_roles'
END AS not_assessed, unknown, failures
