// What the graph has for a kind of entity: it stands in it once, and is found by its id.
// @label: the label
// @unique: name of the constraint
CREATE CONSTRAINT @unique IF NOT EXISTS FOR (n:@label) REQUIRE n.id IS UNIQUE;
