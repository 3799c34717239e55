// People whom paths lead to, by any of several descriptions.
// access: read
// returns: one
// $people: ids of people
// $deciders_of: id of an opportunity whose decision makers and approvers (D, A) are meant; or null
// $unit: id of a unit whose members are meant; or null
// $as_of: the day asked about
// -> ids: ids of the people
CALL () {
  MATCH (person:Person WHERE person.id IN $people)
  RETURN person
  UNION
  MATCH (:Opportunity {id: $deciders_of})<-[role:HAS_ROLE WHERE role.role IN ['D', 'A']]-(person)
  WHERE @holds(role)
  RETURN person
  UNION
  MATCH (:Unit {id: $unit})<-[seat:HOLDS]-(person)
  WHERE @holds(seat)
  RETURN person
}
WITH DISTINCT person.id AS id ORDER BY id
RETURN collect(id) AS ids
