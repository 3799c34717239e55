// Which of some people are there.
// access: read
// returns: many
// $ids: ids, each once
// -> id: id of each who is
UNWIND $ids AS id
MATCH (person:Person {id: id})
RETURN person.id AS id
