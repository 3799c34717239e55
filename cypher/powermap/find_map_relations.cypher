// Reporting lines, influence and friction among some people on a day; nobody who is no more has any.
// access: read
// returns: many
// $people: ids of the people
// $as_of: the day on which they must hold
// $limit: most of them; of influence the weightiest are kept
// -> type: type of the relationship
// -> one: id of the person it goes from
// -> other: id of the person it goes to
// -> said: its properties
UNWIND $people AS id
MATCH (one:Person {id: id})
USING INDEX SEEK one:Person(id)
WHERE @holds(one)
MATCH (one)-[fact:REPORTS_TO|INFLUENCES|FRICTION]->(other:Person)
WHERE other.id IN $people AND @stands(fact, other)
RETURN type(fact) AS type, startNode(fact).id AS one, endNode(fact).id AS other, properties(fact) AS said
// Influence of unknown weight comes last.
ORDER BY type, coalesce(fact.weight, -1.0) DESC, fact.key
LIMIT $limit
