// A page of people who had contact that is recorded.
// access: read
// returns: many
// $after: the id after which it begins
// $limit: most people
// -> id: id of each
MATCH (person:Person WHERE person.id > $after)
WHERE EXISTS { (person)-[:WROTE|TOOK_PART]-() }
RETURN person.id AS id ORDER BY id LIMIT $limit
