// Findings are listed page by page in an order of their own: the place of each is kept with it, and indexed.
// `rank`: the severest first, then those that a run opened first; `age_rank`: those that are open longest first.

MATCH (finding:AuditFinding) WHERE finding.rank IS NULL
CALL (finding) {
  // <rank>
  LET harm = CASE finding.severity WHEN 'high' THEN '0' WHEN 'medium' THEN '1' ELSE '2' END,
    turn = right('00000000' + toString(finding.opened[-1]), 9),
    place = finding.rule + '\u0001' + finding.account + '\u0001' + finding.subject + '\u0001' + finding.key
  SET finding.rank = harm + turn + place, finding.age_rank = toString(finding.opened_on[-1]) + harm + place
  // </rank>
} IN TRANSACTIONS OF 5000 ROWS;

CREATE INDEX audit_finding_rank IF NOT EXISTS FOR (n:AuditFinding) ON (n.rank);
CREATE INDEX audit_finding_age_rank IF NOT EXISTS FOR (n:AuditFinding) ON (n.age_rank);
CREATE INDEX audit_finding_account_rank IF NOT EXISTS FOR (n:AuditFinding) ON (n.account, n.rank);
CREATE INDEX audit_finding_assigned IF NOT EXISTS FOR (n:AuditFinding) ON (n.assigned);
CREATE INDEX audit_finding_subject IF NOT EXISTS FOR (n:AuditFinding) ON (n.subject);
CREATE INDEX audit_finding_opportunity IF NOT EXISTS FOR (n:AuditFinding) ON (n.opportunity);
