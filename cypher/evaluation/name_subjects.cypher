// How the subjects of failures are called, and where people sit.
// access: read
// returns: many
// $ids: ids of people, units, opportunities and organisations; others are left out
// $as_of: the day of the seats
// -> id: the id
// -> name: its name
// -> english_name: its name in English, or null
// -> title: the title of a person's main seat, or null
UNWIND $ids AS id
CALL (id) {
  MATCH (thing:Person {id: id}) RETURN thing
  UNION ALL
  MATCH (thing:Opportunity {id: id}) RETURN thing
  UNION ALL
  MATCH (thing:Unit {id: id}) RETURN thing
  UNION ALL
  MATCH (thing:Organization {id: id}) RETURN thing
}
@main_seat(thing)
RETURN id, thing.name AS name, thing.english_name AS english_name, main_seat.title AS title
