// Where a finding stands among others: by harm, the run that opened it and its place; or by age (`findings/find_findings`).
// @finding: the finding, with all else that is said of it
LET harm = CASE @finding.severity WHEN 'high' THEN '0' WHEN 'medium' THEN '1' ELSE '2' END,
  turn = right('00000000' + toString(@finding.opened[-1]), 9),
  place = @finding.rule + '\u0001' + @finding.account + '\u0001' + @finding.subject + '\u0001' + @finding.key
SET @finding.rank = harm + turn + place, @finding.age_rank = toString(@finding.opened_on[-1]) + harm + place
