// Every version of every fact around a person, organisation, unit or opportunity, the latest first.
// access: read
// returns: many
// $id: its id
// $limit: most rows
// -> fact: what kind of fact it is, as in the graph
// -> outgoing: the fact goes from the entity to the other; false when it goes the other way
// -> other_id: id of what is at the other end
// -> other: its name
// -> said: the values of the fact
// -> valid_from: first day
// -> valid_to: first day it no longer holds
// -> source: who told
// -> recorded_at: when relgraph learnt it
MATCH (n:Person|Organization|Unit|Opportunity {id: $id})-[fact]-(other)
WHERE fact.key IS NOT NULL
RETURN type(fact) AS fact, startNode(fact) = n AS outgoing, other.id AS other_id, other.name AS other,
  fact {.*, id: null, key: null, digest: null, source: null, recorded_at: null, operation: null, valid_from: null,
    valid_to: null} AS said,
  fact.valid_from AS valid_from, fact.valid_to AS valid_to, fact.source AS source, fact.recorded_at AS recorded_at
ORDER BY valid_from IS NULL, valid_from DESC, fact, other_id LIMIT $limit
