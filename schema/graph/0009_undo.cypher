// What a run changed can be found, to take it back.
CREATE INDEX audit_finding_undo_of IF NOT EXISTS FOR (n:AuditFinding) ON (n.undo_of);
