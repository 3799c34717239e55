// What the graph has for a kind of fact that came about in something further: those of one are found, besides.
// @label: type of the relationship
// @within: name of the index
// @field: the field that names in what it came about
CREATE INDEX @within IF NOT EXISTS FOR ()-[r:@label]-() ON (r.@field);
