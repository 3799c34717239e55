// Everybody one hop further from the starts than those of a ring, and how well that goes at best: the least that keeps a search
// from looking where no start is near.
// access: read
// returns: one
// $ring: who is so many hops from the starts: id, and best (score)
// $starts: who starts, by id
// $spread: no ring is drawn where there are more relations than these to look along
// $as_of: the day asked about
// $use: 1 for the kinds of relation that are used (tie, influence, line), 0 for the others
// $assumed: strengths of hops that record none: tie, influence, solid_up, solid_down, dotted_up, dotted_down
// $least_strength: weaker hops are not used, 0..1
// $hop_factor: what each hop multiplies the score by, 0..1
// -> ring: the next ring; null when it is too wide
CALL () {
  UNWIND $ring[..$spread] AS one
  MATCH (origin:Person {id: one.id})
  RETURN collect({at: origin, best: one.best}) AS inner, sum(COUNT { (origin)--() }) AS around
}
CALL (inner, around) {
  WHEN around <= $spread THEN {
    UNWIND inner AS one
    LET origin = one.at
    MATCH (origin)-[relation:TIE|INFLUENCES|REPORTS_TO]-(to)
    LET strength = @strength(relation, origin)
    LET score = one.best * strength * $hop_factor
    FILTER strength > 0 AND strength >= $least_strength AND @holds(relation)
    WITH to.id AS id, max(score) AS best
    FILTER $starts[id] IS NULL
    RETURN collect({id: id, best: best}) AS ring
  }
  ELSE { RETURN null AS ring }
}
RETURN ring
