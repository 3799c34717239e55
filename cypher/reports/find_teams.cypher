// The unit of ours in which people have their main seat on a day.
// access: read
// returns: many
// $people: ids of people
// $as_of: the day
// -> id: the person
// -> unit: id of the unit
// -> name: its name
// -> english_name: its name in English, or null
UNWIND $people AS id
MATCH (person:Person {id: id})
CALL (person) {
  MATCH (person)-[seat:HOLDS]->(at)
  WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
  RETURN at ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
}
MATCH (at:Unit)-[:BELONGS_TO]->(:Organization {kind: 'vendor'})
RETURN id, at.id AS unit, at.name AS name, at.english_name AS english_name
