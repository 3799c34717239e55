// The facts of some types around an entity that hold on a day, the longest known first.
// access: read
// returns: many
// $id: the entity
// $types: types of the relationships
// $as_of: the day
// -> type: type of the relationship
// -> outgoing: it goes from the entity to the other; false when it goes the other way
// -> id: id of what is at the other end
// -> name: its name
// -> english_name: its name in Latin script
// -> said: the properties of the fact
// -> since: first day
// -> source: who told
MATCH (n:Person|Organization|Unit|Opportunity {id: $id})-[fact]-(other)
WHERE type(fact) IN $types AND @stands(fact, other)
RETURN type(fact) AS type, startNode(fact) = n AS outgoing, other.id AS id, other.name AS name,
  other.english_name AS english_name, properties(fact) AS said, fact.valid_from AS since, fact.source AS source
ORDER BY fact.valid_from IS NOT NULL, fact.valid_from, fact.key
