// Where people and their contacts sit, and who of all these know each other: one row each, in no particular order. Contacts count
// wherever they sit.
// access: read
// returns: many
// $ids: ids of people
// $as_of: the day asked about
// -> id: id of the person, or of a contact
// -> place: id of the unit, or the organisation where no unit is known, of the main seat; null where unknown
// -> organization: id of its organisation; null where unknown
// -> contacts: ids of those among all these people they have a tie with, each tie told by one of its ends
CALL () {
  MATCH (person:Person WHERE person.id IN $ids)
  CALL (person) {
    RETURN person AS one
    UNION ALL
    MATCH (person)-[tie:TIE]-(one:Person)
    WHERE @stands(tie, one)
    RETURN one
  }
  WITH DISTINCT one
  RETURN collect(one) AS all
}
UNWIND all AS one
CALL (one) {
  OPTIONAL MATCH (one)-[seat:HOLDS]->(at)
  WHERE @holds(seat)
  WITH at ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
  OPTIONAL MATCH (at)-[:BELONGS_TO]->(of:Organization)
  RETURN at.id AS place, coalesce(of, at).id AS organization
}
CALL (one, all) {
  // In one direction each tie is read once.
  MATCH (one)-[tie:TIE]->(other:Person)
  WHERE @holds(tie) AND other IN all
  RETURN collect(other.id) AS contacts
}
RETURN one.id AS id, place, organization, contacts
