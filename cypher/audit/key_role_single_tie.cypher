// People with a key role whom only one of ours knows.
// access: read
// returns: one
// @version: 1
// @title: Key person whom only one of us knows
// @title_zh: 关键角色仅有单线联系
// @method: M7
// @severity: medium
// @scope: account, opportunity
// @remedy: Let a second of ours, from another layer, build the relationship.
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
// <ties_to_us>
CALL (person) {
  MATCH (person)-[tie:TIE]-(our:Person)
  WHERE coalesce(tie.valid_from, $as_of) <= $as_of AND coalesce(tie.valid_to > $as_of, true)
    AND EXISTS {
      (our)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {kind: 'vendor'})
      WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
    }
  RETURN count(DISTINCT our) AS ties, max(tie.strength) AS strength, max(tie.last_contact) AS last_contact,
    collect(tie.strength) AS strengths, collect(tie.last_contact) AS contacts, count(tie) AS facts
}
// </ties_to_us>
// <seat>
CALL (person) {
  OPTIONAL MATCH (person)-[seat:HOLDS]->()
  WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
  RETURN seat.title AS title ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
}
// </seat>
WITH * ORDER BY opportunity.id, person.id
RETURN count(*) AS population, collect(CASE WHEN ties = 1 THEN {
    subject_kind: 'person', subject_id: person.id, name: person.name, english_name: person.english_name, title: title,
    opportunity_id: opportunity.id, opportunity: opportunity.name, roles: roles, ties: ties, strength: strength, last_contact: last_contact} END) AS holes
