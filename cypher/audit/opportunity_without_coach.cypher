// Live opportunities in which nobody plays the coach.
// access: read
// returns: one
// @version: 1
// @title: Opportunity without a coach
// @title_zh: 项目缺少教练
// @method: M3
// @severity: high
// @scope: account, opportunity
// @remedy: Win a coach: who inside gains most if we win?
// $account: id of the customer
// $opportunity: id of one of its opportunities; null for all live ones
// $as_of: the day asked about
// -> population: how many were looked at
// -> holes: those that fail (coverage.model.Hole)
// <deals>
MATCH (:Organization {id: $account})<-[:FOR]-(opportunity:Opportunity)
WHERE CASE WHEN $opportunity IS NULL
  THEN coalesce(opportunity.valid_from, $as_of) <= $as_of AND coalesce(opportunity.valid_to > $as_of, true)
  ELSE opportunity.id = $opportunity END
// </deals>
LET coached = EXISTS {
  (opportunity)<-[part:HAS_ROLE {role: 'C'}]-(:Person)
  WHERE coalesce(part.valid_from, $as_of) <= $as_of AND coalesce(part.valid_to > $as_of, true)
}
WITH * ORDER BY opportunity.id
RETURN count(*) AS population, collect(CASE WHEN NOT coached THEN {
    subject_kind: 'opportunity', subject_id: opportunity.id, name: opportunity.name,
    english_name: opportunity.english_name, opportunity_id: opportunity.id, opportunity: opportunity.name} END) AS holes
