// The people of an account with what makes them hubs, in no particular order.
// access: read
// returns: many
// $account: id of the organisation
// $as_of: the day asked about
// -> person: the person (people.model.PersonCard)
// -> influence: sum of the known weights with which others of the account listen to them, the strongest a listener
// -> unknown_weights: listeners left out of that sum, since no weight is known
// -> listeners: people of the account they sway directly
// -> reach: people of the account they sway in at most two steps
// -> brokerage: pairs of their contacts, in different units or organisations, who have no tie with each other
// -> contacts: ids of the people of the account they have a tie with
MATCH (account:Organization {id: $account})<-[:BELONGS_TO]-{0,1}()<-[seat:HOLDS]-(member:Person)
WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
WITH DISTINCT member
WITH collect(member) AS members
UNWIND members AS person
CALL (person, members) {
  OPTIONAL MATCH (person)-[sway:INFLUENCES]->(listener:Person)
  WHERE coalesce(sway.valid_from, $as_of) <= $as_of AND coalesce(sway.valid_to > $as_of, true)
    AND listener IN members
  WITH listener, max(sway.weight) AS weight
  RETURN round(coalesce(sum(weight), 0.0), 12) AS influence, count(listener) AS listeners,
    count(CASE WHEN weight IS NULL THEN listener END) AS unknown_weights
}
CALL (person, members) {
  OPTIONAL MATCH (person) (()-[sway:INFLUENCES WHERE
    coalesce(sway.valid_from, $as_of) <= $as_of AND coalesce(sway.valid_to > $as_of, true)]->(next:Person WHERE next IN members)
  ){1,2} (reached)
  WHERE reached <> person
  RETURN count(DISTINCT reached) AS reach
}
CALL (person) {
  MATCH (person)-[tie:TIE]-(contact:Person)
  WHERE coalesce(tie.valid_from, $as_of) <= $as_of AND coalesce(tie.valid_to > $as_of, true)
  WITH DISTINCT contact
  CALL (contact) {
    OPTIONAL MATCH (contact)-[seat:HOLDS]->(at)
    WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
    RETURN at ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
  }
  RETURN collect({contact: contact, at: at}) AS contacts
}
CALL (contacts) {
  // All pairs of contacts whose places are known and differ, less those who know each other.
  LET placed = [c IN contacts WHERE c.at IS NOT NULL]
  CALL (placed) {
    UNWIND placed AS one
    WITH one.at AS at, count(*) AS size
    RETURN sum(size * size) AS alike
  }
  CALL (placed) {
    LET people = [c IN placed | c.contact]
    UNWIND placed AS one
    LET here = one.contact, there = one.at
    MATCH (here)-[tie:TIE]-(other:Person)
    WHERE other IN people AND elementId(here) < elementId(other)
      AND coalesce(tie.valid_from, $as_of) <= $as_of AND coalesce(tie.valid_to > $as_of, true)
    WITH DISTINCT here, there, other, placed
    FILTER head([c IN placed WHERE c.contact = other]).at <> there
    RETURN count(*) AS acquainted
  }
  RETURN (size(placed) * size(placed) - alike) / 2 - acquainted AS brokerage
}
// <card>
CALL (person) {
  OPTIONAL MATCH (person)-[seat:HOLDS]->(at)
  WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
  WITH seat, at ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
  OPTIONAL MATCH (at)-[:BELONGS_TO]->(of:Organization)
  LET organization = coalesce(of, at)
  RETURN person {.id, .name, .english_name, title: seat.title, english_title: seat.english_title, layer: seat.layer,
    unit: CASE WHEN of IS NULL THEN null ELSE at.name END,
    organization_id: organization.id, organization: organization.name, organization_kind: organization.kind} AS card
}
// </card>
RETURN card AS person, influence, unknown_weights, listeners, reach, brokerage,
  [c IN contacts WHERE c.contact IN members | c.contact.id] AS contacts
