// What the graph has for a kind of fact: a version stands in it once, and the versions of a fact are found by its id.
// @label: type of the relationship
// @unique: name of the constraint
// @by_id: name of the index
CREATE CONSTRAINT @unique IF NOT EXISTS FOR ()-[r:@label]-() REQUIRE r.key IS UNIQUE;
CREATE INDEX @by_id IF NOT EXISTS FOR ()-[r:@label]-() ON (r.id);
