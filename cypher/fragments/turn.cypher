// What became of a finding between two runs; leaves out those that were open after neither. Binds now (open after the later
// run), accepted (and accepted on its day) and turn: resolved, reopened, new, lapsed (its acceptance), or null where it stayed open.
// @finding: the finding
LET was = @open_after(@finding, $before), now = @open_after(@finding, $at)
FILTER was OR now
LET accepted = now AND coalesce(@finding.accepted_until > $day, false), turn = CASE
  WHEN NOT now THEN 'resolved'
  WHEN NOT was AND @finding.opened[0] <= $before THEN 'reopened'
  WHEN NOT was THEN 'new'
  WHEN @finding.accepted_until > $lapsed_after AND @finding.accepted_until <= $day THEN 'lapsed'
END
