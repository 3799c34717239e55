// A finding is one of those asked for, as far as rules, severities and standing go; one that was opened first after the run
// asked about is none.
// @finding: the finding
(($asked.rules IS NULL OR @finding.rule IN $asked.rules)
  AND ($asked.severities IS NULL OR @finding.severity IN $asked.severities)
  AND ($asked.at IS NULL OR @finding.opened[0] <= $asked.at)
  AND ($asked.statuses IS NULL OR CASE
    WHEN $asked.at IS NULL AND NOT @finding.open THEN 'resolved'
    WHEN $asked.at IS NOT NULL AND NOT @open_after(@finding, $asked.at) THEN 'resolved'
    WHEN @finding.accepted_until > $asked.day THEN 'accepted'
    ELSE 'open'
  END IN $asked.statuses))
