// What is remembered of accounts, for a run to compare with.
// access: read
// returns: many
// $accounts: ids of accounts
// -> key: the finding's key
// -> rule: id of the rule
// -> version: the version of the rule that saw it last
// -> severity: its severity then
// -> account: id of the account
// -> open: whether it holds since the last run that assessed it
// -> evidence: what was seen last, as JSON
// -> contact: whom to contact, or null
// -> through: who leads there, or null
// -> assigned: id of the person it is assigned to, or null
// -> assigned_by: who assigned it by hand, or null
// -> accepted_until: the first day on which it is no longer accepted, or null
UNWIND $accounts AS id
MATCH (finding:AuditFinding {account: id})
RETURN finding.key AS key, finding.rule AS rule, finding.version AS version, finding.severity AS severity, id AS account,
  finding.open AS open, finding.evidence AS evidence, finding.contact AS contact, finding.through AS through,
  finding.assigned AS assigned, finding.assigned_by AS assigned_by, finding.accepted_until AS accepted_until
