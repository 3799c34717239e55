// The record of changes: what each transaction concerned, in the order of commits, so that a copy of a part of the
// graph in memory can be kept in step with it (ADR 0007).

CREATE CONSTRAINT change_feed IF NOT EXISTS FOR (n:ChangeFeed) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT change_number IF NOT EXISTS FOR (n:Change) REQUIRE n.number IS UNIQUE;
