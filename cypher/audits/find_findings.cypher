// Findings, the severest first, then those that are open longest: by key, of an account, changed by runs, or all.
// access: read
// returns: many
// $keys: only these keys; or null
// $account: only this account; or null
// $after: only those that a run after this one opened or closed, or whose acceptance lapsed since; or null
// $lapsed_after: with $after, acceptances that lapsed after this day
// $rules: only these rules; or null
// $severities: only these severities; or null
// $assigned: only those assigned to this person; or null
// $at: only those that were open after the run with this number; null for all, open or not
// $limit: most rows
// -> key: what identifies it across runs
// -> rule: id of the rule
// -> version: the version of the rule that saw it last
// -> severity: its severity then
// -> account: id of the account
// -> kind: what it is about: person, unit, opportunity, organization
// -> subject: id of what it is about
// -> opportunity: id of the deal, where the rule looks at deals
// -> other: what else identifies it
// -> evidence: what was seen last, as JSON
// -> contact: whom to contact, or null
// -> through: who leads there, or null
// -> open: whether it is open since the last run that assessed it
// -> opened: numbers of the runs that opened it
// -> opened_on: their days
// -> closed: numbers of the runs that resolved it
// -> closed_on: their days
// -> lost: why it was closed unseen: account_ended or rule_not_asked; null when its rule resolved it, or while it is open
// -> accepted_until: the first day on which it is no longer accepted, or null
// -> accepted_reason: why it is accepted, or was
// -> accepted_by: who accepted it
// -> accepted_at: when
// -> assigned: id of the person it is assigned to, or null
// -> assigned_by: who assigned it by hand, or null
CALL () {
  WHEN $keys IS NOT NULL THEN {
    UNWIND $keys AS key
    MATCH (finding:AuditFinding {key: key})
    RETURN finding
  }
  WHEN $account IS NOT NULL THEN {
    MATCH (finding:AuditFinding {account: $account})
    WHERE $after IS NULL OR finding.changed > $after OR finding.accepted_until > $lapsed_after
    RETURN finding
  }
  WHEN $after IS NOT NULL THEN {
    MATCH (finding:AuditFinding) WHERE finding.changed > $after
    RETURN finding
    UNION
    MATCH (finding:AuditFinding) WHERE finding.accepted_until > $lapsed_after
    RETURN finding
  }
  ELSE {
    MATCH (finding:AuditFinding) WHERE finding.changed > 0
    RETURN finding
  }
}
FILTER ($rules IS NULL OR finding.rule IN $rules) AND ($severities IS NULL OR finding.severity IN $severities)
  AND ($assigned IS NULL OR finding.assigned = $assigned)
  AND ($at IS NULL OR size([n IN finding.opened WHERE n <= $at]) > size([n IN finding.closed WHERE n <= $at]))
WITH finding, CASE finding.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END AS rank
ORDER BY rank, finding.opened[-1], finding.rule, finding.account, finding.subject, finding.key LIMIT $limit
RETURN finding.key AS key, finding.rule AS rule, finding.version AS version, finding.severity AS severity,
  finding.account AS account, finding.kind AS kind, finding.subject AS subject, finding.opportunity AS opportunity,
  finding.other AS other, finding.evidence AS evidence, finding.contact AS contact, finding.through AS through,
  finding.open AS open, finding.opened AS opened, finding.opened_on AS opened_on, finding.closed AS closed,
  finding.closed_on AS closed_on, finding.lost AS lost, finding.accepted_until AS accepted_until, finding.accepted_reason AS accepted_reason,
  finding.accepted_by AS accepted_by, finding.accepted_at AS accepted_at, finding.assigned AS assigned,
  finding.assigned_by AS assigned_by
