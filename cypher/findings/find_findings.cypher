// Findings page by page: by key, of an account, opened or changed by runs, or all.
// access: read
// returns: many
// $asked: which ones, in one map so that Neo4j plans once for all that may be asked; what is null does not matter:
//    keys: only these; account, subject, opportunity, assigned: only those of this account, about this person, unit,
//    opportunity or organisation, of this deal, assigned to this person; rules, severities: only these;
//    statuses: only those that stand like this on `day`: open, accepted, resolved;
//    changed_after: only those that a run after this one opened or resolved; opened_by: only those that it opened;
//    between: only what changed between two runs: before, after are their numbers, before_day, after_day their days;
//    at: as they were after the run with this number, without those that were opened first later; null: as they are
// $order: severity: the severest first, then those that are open longest; age: those that are open longest first;
//    account: account by account; key: by key
// $after: the rank after which the page begins, '' for the first
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
// -> lost: why it was closed unseen: account_ended, rule_not_asked or run_withdrawn; null when its rule resolved it, or
//    while it is open
// -> unjudged_since: the day since which no run could judge it; null: the last one could
// -> unjudged_by: number of the first run that could not, or null
// -> accepted_until: the first day on which it is no longer accepted, or null
// -> accepted_reason: why it is accepted, or was
// -> accepted_by: who accepted it
// -> accepted_at: when
// -> withdrawn_by: who ended the acceptance before its day, or null
// -> assigned: id of the person it is assigned to, or null
// -> assigned_by: who assigned it by hand, or null
// -> rank: its place in the order, as text
CALL () {
  WHEN $asked.keys IS NOT NULL THEN {
    UNWIND $asked.keys AS key
    MATCH (finding:AuditFinding {key: key})
    RETURN finding
  }
  WHEN $asked.subject IS NOT NULL THEN {
    MATCH (finding:AuditFinding {subject: $asked.subject})
    RETURN finding
  }
  WHEN $asked.opportunity IS NOT NULL THEN {
    MATCH (finding:AuditFinding {opportunity: $asked.opportunity})
    RETURN finding
  }
  WHEN $asked.account IS NOT NULL THEN {
    MATCH (finding:AuditFinding {account: $asked.account})
    RETURN finding
  }
  WHEN $asked.assigned IS NOT NULL THEN {
    MATCH (finding:AuditFinding {assigned: $asked.assigned})
    RETURN finding
  }
  WHEN $asked.between IS NOT NULL THEN {
    MATCH (finding:AuditFinding) WHERE finding.changed > $asked.between.before
    RETURN finding
    UNION
    MATCH (finding:AuditFinding) WHERE finding.accepted_until > $asked.between.before_day
    RETURN finding
  }
  WHEN $asked.changed_after IS NOT NULL OR $asked.opened_by IS NOT NULL THEN {
    MATCH (finding:AuditFinding) WHERE finding.changed >= coalesce($asked.changed_after + 1, $asked.opened_by)
    RETURN finding
  }
  WHEN $asked.statuses = ['accepted'] THEN {
    MATCH (finding:AuditFinding) WHERE finding.accepted_until > $asked.day
    RETURN finding
  }
  // All the others are walked in their order until the page is full: a book has too many to sort them all.
  WHEN $order = 'severity' THEN {
    MATCH (finding:AuditFinding) WHERE finding.rank > $after
    WITH finding
    WHERE @asked(finding)
    RETURN finding ORDER BY finding.rank LIMIT $limit
  }
  WHEN $order = 'age' THEN {
    MATCH (finding:AuditFinding) WHERE finding.age_rank > $after
    WITH finding
    WHERE @asked(finding)
    RETURN finding ORDER BY finding.age_rank LIMIT $limit
  }
  WHEN $order = 'account' THEN {
    MATCH (finding:AuditFinding) USING INDEX finding:AuditFinding(account, rank)
    WHERE finding.account >= split($after, '\u0001')[0] AND finding.rank > ''
      AND finding.account + '\u0001' + finding.rank > $after
    WITH finding
    WHERE @asked(finding)
    RETURN finding ORDER BY finding.account, finding.rank LIMIT $limit
  }
  ELSE {
    MATCH (finding:AuditFinding) WHERE finding.key > $after
    WITH finding
    WHERE @asked(finding)
    RETURN finding ORDER BY finding.key LIMIT $limit
  }
}
FILTER @asked(finding)
  AND ($asked.account IS NULL OR finding.account = $asked.account)
  AND ($asked.subject IS NULL OR finding.subject = $asked.subject)
  AND ($asked.opportunity IS NULL OR finding.opportunity = $asked.opportunity)
  AND ($asked.assigned IS NULL OR finding.assigned = $asked.assigned)
  AND ($asked.changed_after IS NULL OR finding.changed > $asked.changed_after)
  AND ($asked.opened_by IS NULL OR $asked.opened_by IN finding.opened)
LET was_open = @open_after(finding, $asked.between.before), is_open = @open_after(finding, $asked.between.after)
FILTER $asked.between IS NULL OR was_open <> is_open
  OR is_open AND finding.accepted_until > $asked.between.before_day
    AND finding.accepted_until <= $asked.between.after_day
LET rank = CASE $order
    WHEN 'severity' THEN finding.rank
    WHEN 'age' THEN finding.age_rank
    WHEN 'account' THEN finding.account + '\u0001' + finding.rank
    ELSE finding.key
  END
FILTER rank > $after
WITH finding, rank ORDER BY rank LIMIT $limit
RETURN finding.key AS key, finding.rule AS rule, finding.version AS version, finding.severity AS severity,
  finding.account AS account, finding.kind AS kind, finding.subject AS subject, finding.opportunity AS opportunity,
  finding.other AS other, finding.evidence AS evidence, finding.contact AS contact, finding.through AS through,
  finding.open AS open, finding.opened AS opened, finding.opened_on AS opened_on, finding.closed AS closed,
  finding.closed_on AS closed_on, finding.lost AS lost, finding.unjudged_since AS unjudged_since,
  finding.unjudged_by AS unjudged_by, finding.accepted_until AS accepted_until,
  finding.accepted_reason AS accepted_reason, finding.accepted_by AS accepted_by, finding.accepted_at AS accepted_at,
  finding.withdrawn_by AS withdrawn_by, finding.assigned AS assigned, finding.assigned_by AS assigned_by, rank
ORDER BY rank
