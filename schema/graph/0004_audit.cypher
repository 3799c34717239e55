// The audit's memory (docs/audit.md): runs, what they found, what each saw of each account, and who runs now.

CREATE CONSTRAINT audit_run_number IF NOT EXISTS FOR (n:AuditRun) REQUIRE n.number IS UNIQUE;
CREATE CONSTRAINT audit_finding_key IF NOT EXISTS FOR (n:AuditFinding) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT audit_result_key IF NOT EXISTS FOR (n:AuditResult) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT audit_gate_name IF NOT EXISTS FOR (n:AuditGate) REQUIRE n.name IS UNIQUE;

CREATE INDEX audit_run_scope IF NOT EXISTS FOR (n:AuditRun) ON (n.scope);
CREATE INDEX audit_finding_account IF NOT EXISTS FOR (n:AuditFinding) ON (n.account);
CREATE INDEX audit_finding_changed IF NOT EXISTS FOR (n:AuditFinding) ON (n.changed);
CREATE INDEX audit_finding_accepted IF NOT EXISTS FOR (n:AuditFinding) ON (n.accepted_until);
CREATE INDEX audit_result_account IF NOT EXISTS FOR (n:AuditResult) ON (n.account);
CREATE INDEX audit_result_number IF NOT EXISTS FOR (n:AuditResult) ON (n.number);
