// Partial paths made one hop longer: each of the frontier, by each step from its person, that can still reach the least score
// and comes by nobody twice. Binds end, partial (the one before) and score.
// @ends: who is reached: id, rest (what lies ahead of them at best) and steps (from whom of the frontier, and what by)
UNWIND @ends AS end
UNWIND end.steps AS step
UNWIND $frontier[step.n].partials AS partial
LET score = partial.score * step.by
FILTER score * end.rest >= $least AND NOT end.id IN partial.people
