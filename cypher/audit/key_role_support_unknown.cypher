// People with a key role whose support is unknown.
// access: read
// returns: one
// @version: 1
// @title: Support of a key person unknown
// @title_zh: 关键角色支持度未知
// @method: M2
// @severity: high
// @scope: account, opportunity
// @remedy: Make contact, and record where they stand.
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
// <key_roles>
MATCH (opportunity)<-[part:HAS_ROLE]-(person:Person)
WHERE part.role IN ['A', 'D', 'E'] AND coalesce(part.valid_from, $as_of) <= $as_of AND coalesce(part.valid_to > $as_of, true)
WITH opportunity, person, part.role AS letter ORDER BY letter
WITH opportunity, person, collect(DISTINCT letter) AS roles
// </key_roles>
CALL (person, opportunity) {
  OPTIONAL MATCH (person)-[stance:HAS_SUPPORT]->(opportunity)
  WHERE coalesce(stance.valid_from, $as_of) <= $as_of AND coalesce(stance.valid_to > $as_of, true)
  RETURN max(stance.level) AS support
}
// <seat>
CALL (person) {
  OPTIONAL MATCH (person)-[seat:HOLDS]->()
  WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
  RETURN seat.title AS title ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
}
// </seat>
WITH * ORDER BY opportunity.id, person.id
RETURN count(*) AS population, collect(CASE WHEN support IS NULL THEN {
    subject_kind: 'person', subject_id: person.id, name: person.name, english_name: person.english_name, title: title,
    opportunity_id: opportunity.id, opportunity: opportunity.name, roles: roles} END) AS holes
