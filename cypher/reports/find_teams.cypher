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
@main_seat(person)
MATCH (main_place:Unit)-[:BELONGS_TO]->(:Organization {kind: 'vendor'})
RETURN id, main_place.id AS unit, main_place.name AS name, main_place.english_name AS english_name
