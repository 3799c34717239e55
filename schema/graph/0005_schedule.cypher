// When audits are due, and who is still to be told of runs that ended (docs/audit-schedule.md).

CREATE CONSTRAINT audit_schedule_name IF NOT EXISTS FOR (n:AuditSchedule) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT audit_delivery_key IF NOT EXISTS FOR (n:AuditDelivery) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT audit_delivery_id IF NOT EXISTS FOR (n:AuditDelivery) REQUIRE n.id IS UNIQUE;

CREATE INDEX audit_delivery_state IF NOT EXISTS FOR (n:AuditDelivery) ON (n.state);
CREATE INDEX audit_delivery_created IF NOT EXISTS FOR (n:AuditDelivery) ON (n.created_at);
