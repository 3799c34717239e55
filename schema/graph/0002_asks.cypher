// Asks made of people (docs/model.md), and a short way from a level of support to those who hold it: whoever looks for
// a way to a person has to know every opponent.

CREATE CONSTRAINT asks_key IF NOT EXISTS FOR ()-[r:ASKS]-() REQUIRE r.key IS UNIQUE;
CREATE INDEX asks_id IF NOT EXISTS FOR ()-[r:ASKS]-() ON (r.id);

CREATE INDEX has_support_level IF NOT EXISTS FOR ()-[r:HAS_SUPPORT]-() ON (r.level);
