// Who of ours may sponsor on a day: executives and senior management, with what they carry, and what became of their promises.
// access: read
// returns: many
// $ours: ids of our people on the day
// $as_of: the day
// $lowest_layer: the lowest layer that is senior
// $since: promises closed on this day or before do not count
// -> person: at a glance (people.model.PersonCard)
// -> function: line of business of the unit that they sit in; null where unknown
// -> carried: how many sponsorships they carry
// -> closed: how many of their promises to others were closed, so that somebody said how
// -> kept: how many of these were kept
UNWIND $ours AS id
MATCH (person:Person {id: id})
LET layer = @layer_of(person)
FILTER layer <= $lowest_layer
CALL (person) {
  OPTIONAL MATCH (person)-[promise:PROMISED]->(other:Person)
  WHERE NOT other.id IN $ours AND promise.closed IS NOT NULL AND promise.valid_to > $since AND promise.valid_to <= $as_of
  RETURN count(promise) AS closed, count(CASE WHEN promise.closed = 'kept' THEN 1 END) AS kept
}
@card(person)
RETURN card AS person, @function_of(person) AS function, @carried(person) AS carried, closed, kept
ORDER BY card.layer, card.id
