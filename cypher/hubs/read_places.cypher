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
@main_seat(one)
@belongs(main_place)
CALL (one, all) {
  // In one direction each tie is read once.
  MATCH (one)-[tie:TIE]->(other:Person)
  WHERE @holds(tie) AND other IN all
  RETURN collect(other.id) AS contacts
}
RETURN one.id AS id, main_place.id AS place, organization.id AS organization, contacts
