// What is remembered of accounts, for a run to compare with.
// access: read
// returns: many
// $accounts: ids of accounts
// -> account: id of the account
// -> findings: all that is known there: key, rule, version, severity, account, subject, open, lost, unjudged_since, unjudged_by,
//    evidence (JSON), contact, through, assigned, assigned_by, accepted_until
UNWIND $accounts AS id
MATCH (finding:AuditFinding {account: id})
RETURN id AS account, collect(finding {.key, .rule, .version, .severity, .account, .subject, .open, .lost, .unjudged_since, .unjudged_by,
  .evidence, .contact, .through, .assigned, .assigned_by, .accepted_until}) AS findings
