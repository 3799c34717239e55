// How much is in the graph that has a name. Neo4j keeps these counts.
// access: read
// returns: one
// -> count: entities of all kinds that search looks for
RETURN COUNT { (:Person) } + COUNT { (:Organization) } + COUNT { (:Unit) } + COUNT { (:Opportunity) } AS count
