// People whom paths can start from, by any of several descriptions.
// access: read
// returns: one
// $people: ids of people
// $team: id of a unit whose members, its sub-units' too, are meant; or null
// $owners_of: id of an account whose contacts' owners are meant; or null
// $held: whether everybody known to support us strongly (2 or more) in some opportunity is meant
// $as_of: the day asked about
// -> ids: ids of the people
CALL () {
  MATCH (person:Person WHERE person.id IN $people)
  RETURN person
  UNION
  MATCH (:Unit {id: $team})<-[:PART_OF]-{0,50}(unit)<-[seat:HOLDS]-(person)
  WHERE @holds(seat)
  RETURN person
  UNION
  MATCH (account:Organization {id: $owners_of})
  @places(account)
  MATCH (place)<-[seat:HOLDS]-(contact)<-[owns:OWNS]-(person)
  WHERE @holds(seat) AND @holds(owns)
  RETURN person
  UNION
  MATCH (person:Person)-[stance:HAS_SUPPORT]->(deal:Opportunity)
  WHERE $held AND stance.level >= 2 AND @stands(stance, person)
  WITH DISTINCT person, deal
  FILTER @stance(person, deal).level >= 2
  RETURN person
}
WITH DISTINCT person.id AS id ORDER BY id
RETURN collect(id) AS ids
