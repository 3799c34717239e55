// The people of a scope with whom they know and who listens to them there, compactly: one row a person, in no
// particular order. Relations to people outside the scope are left out.
// access: read
// returns: many
// $scope: account, unit, opportunity, book or ours
// $id: id of the account, unit or opportunity; null for the book and for ours
// $as_of: the day asked about
// $limit: most people
// -> id: id of the person
// -> layer: layer of the main seat, 1 = top; null where unknown
// -> contacts: ids of people they have a tie with, each tie told by one of its ends; those of unknown strength last
// -> strengths: the strongest of the ties to each of the first of these contacts; that of all others is unknown
// -> listeners: ids of people who listen to them; those of unknown weight last
// -> weights: the strongest weight of each of the first of these listeners; that of all others is unknown
CALL () {
  WHEN $scope = 'account' THEN {
    MATCH (:Organization {id: $id})<-[:BELONGS_TO]-{0,1}()<-[seat:HOLDS]-(member:Person)
    WHERE @holds(seat)
    RETURN DISTINCT member
  }
  WHEN $scope = 'unit' THEN {
    MATCH (:Unit {id: $id})<-[:PART_OF]-*(:Unit)<-[seat:HOLDS]-(member:Person)
    WHERE @holds(seat)
    RETURN DISTINCT member
  }
  WHEN $scope = 'opportunity' THEN {
    // The decision chain: who is on the map, and who sways them.
    MATCH (:Opportunity {id: $id})<-[part:HAS_ROLE|HAS_SUPPORT]-(mapped:Person)
    WHERE @stands(part, mapped)
    WITH DISTINCT mapped
    CALL (mapped) {
      RETURN mapped AS member
      UNION
      MATCH (mapped)<-[sway:INFLUENCES]-(member:Person)
      WHERE @holds(sway)
      RETURN member
    }
    WITH DISTINCT member
    FILTER NOT @one_of_ours(member)
    RETURN member
  }
  ELSE {
    MATCH (:Organization {kind: CASE $scope WHEN 'ours' THEN 'vendor' ELSE 'customer' END})
      <-[:BELONGS_TO]-{0,1}()<-[seat:HOLDS]-(member:Person)
    WHERE @holds(seat)
    RETURN DISTINCT member
  }
}
WITH member
FILTER @holds(member)
WITH member LIMIT $limit
WITH collect(member) AS members
UNWIND members AS person
CALL (person, members) {
  // In one direction each tie is read once. `collect` passes over null, so that the numbers belong to the first people.
  MATCH (person)-[tie:TIE]->(contact:Person)
  WHERE @holds(tie)
    AND contact IN members AND contact <> person
  WITH contact, max(tie.strength) AS strength ORDER BY strength
  RETURN collect(contact.id) AS contacts, collect(strength) AS strengths
}
CALL (person, members) {
  MATCH (person)-[sway:INFLUENCES]->(listener:Person)
  WHERE @holds(sway)
    AND listener IN members AND listener <> person
  WITH listener, max(sway.weight) AS weight ORDER BY weight
  RETURN collect(listener.id) AS listeners, collect(weight) AS weights
}
@main_seat(person)
RETURN person.id AS id, main_seat.layer AS layer, contacts, strengths, listeners, weights
