// The core model (docs/model.md): one identity an entity, one key a fact version, and an index for every look-up.

CREATE CONSTRAINT organization_id IF NOT EXISTS FOR (n:Organization) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT unit_id IF NOT EXISTS FOR (n:Unit) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT opportunity_id IF NOT EXISTS FOR (n:Opportunity) REQUIRE n.id IS UNIQUE;

CREATE CONSTRAINT holds_key IF NOT EXISTS FOR ()-[r:HOLDS]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT reports_to_key IF NOT EXISTS FOR ()-[r:REPORTS_TO]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT influences_key IF NOT EXISTS FOR ()-[r:INFLUENCES]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT tie_key IF NOT EXISTS FOR ()-[r:TIE]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT friction_key IF NOT EXISTS FOR ()-[r:FRICTION]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT has_role_key IF NOT EXISTS FOR ()-[r:HAS_ROLE]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT has_support_key IF NOT EXISTS FOR ()-[r:HAS_SUPPORT]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT owns_key IF NOT EXISTS FOR ()-[r:OWNS]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT key_contact_of_key IF NOT EXISTS FOR ()-[r:KEY_CONTACT_OF]-() REQUIRE r.key IS UNIQUE;

CREATE INDEX holds_id IF NOT EXISTS FOR ()-[r:HOLDS]-() ON (r.id);
CREATE INDEX reports_to_id IF NOT EXISTS FOR ()-[r:REPORTS_TO]-() ON (r.id);
CREATE INDEX influences_id IF NOT EXISTS FOR ()-[r:INFLUENCES]-() ON (r.id);
CREATE INDEX tie_id IF NOT EXISTS FOR ()-[r:TIE]-() ON (r.id);
CREATE INDEX friction_id IF NOT EXISTS FOR ()-[r:FRICTION]-() ON (r.id);
CREATE INDEX has_role_id IF NOT EXISTS FOR ()-[r:HAS_ROLE]-() ON (r.id);
CREATE INDEX has_support_id IF NOT EXISTS FOR ()-[r:HAS_SUPPORT]-() ON (r.id);
CREATE INDEX owns_id IF NOT EXISTS FOR ()-[r:OWNS]-() ON (r.id);
CREATE INDEX key_contact_of_id IF NOT EXISTS FOR ()-[r:KEY_CONTACT_OF]-() ON (r.id);

CREATE INDEX organization_kind IF NOT EXISTS FOR (n:Organization) ON (n.kind);
CREATE INDEX revision_of IF NOT EXISTS FOR (n:Revision) ON (n.id);

// Names in Chinese and Latin script: `cjk` cuts Chinese into pairs of characters and Latin into words.
CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Person|Organization|Unit|Opportunity)
ON EACH [n.name, n.english_name, n.aliases]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: false}};
