// Findings page by page: by key, of an account, opened or changed by runs, or all.
// access: read
// returns: many
// $keys: only these keys; or null
// $account: only this account; or null
// $rules: only these rules; or null
// $severities: only these severities; or null
// $statuses: only those that stand like this on $day: open, accepted, resolved; or null
// $day: the day; or null when nobody asks for $statuses
// $assigned: only those assigned to this person; or null
// $subject: only those about this person, unit, opportunity or organisation; or null
// $opportunity: only those of this deal; or null
// $changed_after: only those that a run after this one opened or resolved; or null
// $opened_by: only those that this run opened, for the first time or again; or null
// $between: only what changed between two runs: {before, after} their numbers, {before_day, after_day} their days; or null
// $at: as they were after the run with this number, without those that were opened first later; null: as they are
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
// -> accepted_until: the first day on which it is no longer accepted, or null
// -> accepted_reason: why it is accepted, or was
// -> accepted_by: who accepted it
// -> accepted_at: when
// -> withdrawn_by: who ended the acceptance before its day, or null
// -> assigned: id of the person it is assigned to, or null
// -> assigned_by: who assigned it by hand, or null
// -> rank: its place in the order, as text
CALL () {
  WHEN $keys IS NOT NULL THEN {
    UNWIND $keys AS key
    MATCH (finding:AuditFinding {key: key})
    RETURN finding
  }
  WHEN $subject IS NOT NULL THEN {
    MATCH (finding:AuditFinding {subject: $subject})
    RETURN finding
  }
  WHEN $opportunity IS NOT NULL THEN {
    MATCH (finding:AuditFinding {opportunity: $opportunity})
    RETURN finding
  }
  WHEN $account IS NOT NULL THEN {
    MATCH (finding:AuditFinding {account: $account})
    RETURN finding
  }
  WHEN $assigned IS NOT NULL THEN {
    MATCH (finding:AuditFinding {assigned: $assigned})
    RETURN finding
  }
  WHEN $between IS NOT NULL THEN {
    MATCH (finding:AuditFinding) WHERE finding.changed > $between.before
    RETURN finding
    UNION
    MATCH (finding:AuditFinding) WHERE finding.accepted_until > $between.before_day
    RETURN finding
  }
  WHEN $changed_after IS NOT NULL OR $opened_by IS NOT NULL THEN {
    MATCH (finding:AuditFinding) WHERE finding.changed >= coalesce($changed_after + 1, $opened_by)
    RETURN finding
  }
  WHEN $statuses = ['accepted'] THEN {
    MATCH (finding:AuditFinding) WHERE finding.accepted_until > $day
    RETURN finding
  }
  // All the others are walked in their order until the page is full: a book has too many to sort them all.
  WHEN $order = 'severity' THEN {
    MATCH (finding:AuditFinding) WHERE finding.rank > $after
    WITH finding
    // <asked>
    WHERE ($rules IS NULL OR finding.rule IN $rules) AND ($severities IS NULL OR finding.severity IN $severities)
      AND ($at IS NULL OR finding.opened[0] <= $at)
      AND ($statuses IS NULL OR CASE
        WHEN $at IS NULL AND NOT finding.open THEN 'resolved'
        WHEN $at IS NOT NULL AND size([n IN finding.opened WHERE n <= $at]) = size([n IN finding.closed WHERE n <= $at])
          THEN 'resolved'
        WHEN finding.accepted_until > $day THEN 'accepted'
        ELSE 'open'
      END IN $statuses)
    // </asked>
    RETURN finding ORDER BY finding.rank LIMIT $limit
  }
  WHEN $order = 'age' THEN {
    MATCH (finding:AuditFinding) WHERE finding.age_rank > $after
    WITH finding
    // <asked>
    WHERE ($rules IS NULL OR finding.rule IN $rules) AND ($severities IS NULL OR finding.severity IN $severities)
      AND ($at IS NULL OR finding.opened[0] <= $at)
      AND ($statuses IS NULL OR CASE
        WHEN $at IS NULL AND NOT finding.open THEN 'resolved'
        WHEN $at IS NOT NULL AND size([n IN finding.opened WHERE n <= $at]) = size([n IN finding.closed WHERE n <= $at])
          THEN 'resolved'
        WHEN finding.accepted_until > $day THEN 'accepted'
        ELSE 'open'
      END IN $statuses)
    // </asked>
    RETURN finding ORDER BY finding.age_rank LIMIT $limit
  }
  WHEN $order = 'account' THEN {
    MATCH (finding:AuditFinding) USING INDEX finding:AuditFinding(account, rank)
    WHERE finding.account >= split($after, '\u0001')[0] AND finding.rank > ''
      AND finding.account + '\u0001' + finding.rank > $after
    WITH finding
    // <asked>
    WHERE ($rules IS NULL OR finding.rule IN $rules) AND ($severities IS NULL OR finding.severity IN $severities)
      AND ($at IS NULL OR finding.opened[0] <= $at)
      AND ($statuses IS NULL OR CASE
        WHEN $at IS NULL AND NOT finding.open THEN 'resolved'
        WHEN $at IS NOT NULL AND size([n IN finding.opened WHERE n <= $at]) = size([n IN finding.closed WHERE n <= $at])
          THEN 'resolved'
        WHEN finding.accepted_until > $day THEN 'accepted'
        ELSE 'open'
      END IN $statuses)
    // </asked>
    RETURN finding ORDER BY finding.account, finding.rank LIMIT $limit
  }
  ELSE {
    MATCH (finding:AuditFinding) WHERE finding.key > $after
    WITH finding
    // <asked>
    WHERE ($rules IS NULL OR finding.rule IN $rules) AND ($severities IS NULL OR finding.severity IN $severities)
      AND ($at IS NULL OR finding.opened[0] <= $at)
      AND ($statuses IS NULL OR CASE
        WHEN $at IS NULL AND NOT finding.open THEN 'resolved'
        WHEN $at IS NOT NULL AND size([n IN finding.opened WHERE n <= $at]) = size([n IN finding.closed WHERE n <= $at])
          THEN 'resolved'
        WHEN finding.accepted_until > $day THEN 'accepted'
        ELSE 'open'
      END IN $statuses)
    // </asked>
    RETURN finding ORDER BY finding.key LIMIT $limit
  }
}
WITH finding
// <asked>
WHERE ($rules IS NULL OR finding.rule IN $rules) AND ($severities IS NULL OR finding.severity IN $severities)
  AND ($at IS NULL OR finding.opened[0] <= $at)
  AND ($statuses IS NULL OR CASE
    WHEN $at IS NULL AND NOT finding.open THEN 'resolved'
    WHEN $at IS NOT NULL AND size([n IN finding.opened WHERE n <= $at]) = size([n IN finding.closed WHERE n <= $at])
      THEN 'resolved'
    WHEN finding.accepted_until > $day THEN 'accepted'
    ELSE 'open'
  END IN $statuses)
// </asked>
FILTER ($account IS NULL OR finding.account = $account) AND ($subject IS NULL OR finding.subject = $subject)
  AND ($opportunity IS NULL OR finding.opportunity = $opportunity)
  AND ($assigned IS NULL OR finding.assigned = $assigned)
  AND ($changed_after IS NULL OR finding.changed > $changed_after)
  AND ($opened_by IS NULL OR $opened_by IN finding.opened)
FILTER $between IS NULL OR CASE
    WHEN size([n IN finding.opened WHERE n <= $between.after]) = size([n IN finding.closed WHERE n <= $between.after])
      THEN size([n IN finding.opened WHERE n <= $between.before]) > size([n IN finding.closed WHERE n <= $between.before])
    WHEN size([n IN finding.opened WHERE n <= $between.before]) = size([n IN finding.closed WHERE n <= $between.before])
      THEN true
    ELSE finding.accepted_until > $between.before_day AND finding.accepted_until <= $between.after_day
  END
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
  finding.closed_on AS closed_on, finding.accepted_until AS accepted_until, finding.accepted_reason AS accepted_reason,
  finding.accepted_by AS accepted_by, finding.accepted_at AS accepted_at, finding.withdrawn_by AS withdrawn_by,
  finding.assigned AS assigned, finding.assigned_by AS assigned_by, rank
ORDER BY rank
