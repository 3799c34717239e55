// A page of people who had contact that is recorded, or of whom a strength is computed.
// access: read
// returns: many
// $after: the id after which it begins
// $limit: most people
// -> id: id of each
MATCH (person:Person WHERE person.id > $after)
WHERE EXISTS { (person)-[:WROTE|TOOK_PART|TIE]-() }
RETURN person.id AS id ORDER BY id LIMIT $limit
