// People at a glance on a day: name and main seat.
// access: read
// returns: many
// $ids: ids of people
// $as_of: the day asked about
// -> card: the person (people.model.PersonCard)
UNWIND $ids AS id
MATCH (person:Person {id: id})
@card(person)
RETURN card
