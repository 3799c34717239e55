// The indexes of the graph, those of constraints too.
// access: read
// returns: many
// -> name: its name
SHOW INDEXES YIELD name
RETURN name
