// What a transaction corrected can be found by the note of it, for whoever follows changes.
CREATE INDEX revision_commit IF NOT EXISTS FOR (n:Revision) ON (n.commit);
