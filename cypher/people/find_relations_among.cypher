// Ties, influences and reporting lines between some people on a day, of each kind the strongest first; nobody who is no more has any.
// access: read
// returns: many
// $people: ids of the people
// $as_of: the day on which they must hold
// $limit: most relations of each kind; the strongest are kept
// -> type: type of the relationship
// -> one: id of the person it goes from
// -> other: id of the person it goes to
// -> said: its properties
UNWIND $people AS id
MATCH (one:Person {id: id})
USING INDEX SEEK one:Person(id)
WHERE @holds(one)
MATCH (one)-[fact:TIE|INFLUENCES|REPORTS_TO]->(other:Person)
WHERE other.id IN $people AND @stands(fact, other)
// What is of unknown strength, and lines, which have none, come last.
WITH type(fact) AS type, fact ORDER BY coalesce(fact.strength, fact.weight, -1.0) DESC, fact.key
WITH type, collect(fact)[..$limit] AS facts
UNWIND facts AS fact
RETURN type, startNode(fact).id AS one, endNode(fact).id AS other, properties(fact) AS said
ORDER BY type, coalesce(fact.strength, fact.weight, -1.0) DESC, fact.key
