// What the graph has for a kind of fact that may have come about in an interaction: those of one are found, besides.
// @label: type of the relationship
// @within: name of the index
CREATE INDEX @within IF NOT EXISTS FOR ()-[r:@label]-() ON (r.interaction);
