// Who could take an intermediary's place between two people: all with a usable relation from the one and to the other.
// access: read
// returns: many
// $gaps: ids of the two people of each gap: before and after
// $targets: ids of the people to reach, who are no way
// $starts: ids of the people to start from, who are no way; null for all of ours
// $opportunity: id of the opportunity whose opponents are left out; null for those of any live one
// $as_of: the day asked about
// $use: 1 for the kinds of relation that are used (tie, influence, line), 0 for the others
// $assumed: strengths of hops that record none: tie, influence, solid_up, solid_down, dotted_up, dotted_down
// $least_strength: weaker hops are not used, 0..1
// $avoided: ids of organisations and units whose people are no way
// $prefer: ids of organisations whose people are preferred; empty for none
// $preference: what somebody from elsewhere multiplies the score by, 0..1
// $load: people whose open asks weigh more than `free` multiply the score by `factor` for each ask's weight more
// $unknown_support: what somebody at the opportunity's account of unknown support multiplies the score by, 0..1
// $most: so many in each gap, those of the strongest relations, are looked at
// $limit: most people told of each gap
// -> place: the gap's place in `gaps`, from 0
// -> candidates: the people (paths.stand_ins.Candidate), the best first
UNWIND range(0, size($gaps) - 1) AS place
MATCH (before:Person {id: $gaps[place].before})
MATCH (after:Person {id: $gaps[place].after})
CALL (before, after) {
  CALL (before, after) {
    // From whoever has fewer relations: hubs have thousands.
    LET few = CASE WHEN COUNT { (before)--() } <= COUNT { (after)--() } THEN before ELSE after END
    LET many = CASE WHEN few = before THEN after ELSE before END
    MATCH (few)-[:TIE|INFLUENCES|REPORTS_TO]-(candidate)
    WITH DISTINCT many, candidate
    FILTER EXISTS { (candidate)-[:TIE|INFLUENCES|REPORTS_TO]-(many) }
    RETURN candidate
  }
  CALL (before, candidate) {
    @usable(before, candidate)
    LIMIT 1
    FILTER counts
    RETURN usable AS reached
  }
  CALL (after, candidate) {
    @usable(candidate, after)
    LIMIT 1
    FILTER counts
    RETURN usable AS onward
  }
  WITH before, after, candidate, reached, onward, reached.strength * onward.strength AS strength
  ORDER BY strength DESC, candidate.id LIMIT $most
  LET said = @said_of(candidate, $opportunity)
  FILTER NOT candidate.id IN $targets
    AND NOT coalesce(candidate.id IN $starts, @one_of_ours(candidate))
    AND NOT coalesce(candidate.declines_introductions, false)
    AND @holds(candidate)
    AND NOT @against(said)
    AND NOT EXISTS { (candidate)-[seat:HOLDS]->(at) WHERE at.id IN $avoided AND @holds(seat) }
    AND NOT EXISTS { (candidate)-[friction:FRICTION]-(other) WHERE other IN [before, after] AND @holds(friction) }
  @bearing(candidate)
  LET score = strength * bearing.load_factor * bearing.support_factor * bearing.preference_factor
  ORDER BY round(score, 12) DESC, candidate.id LIMIT $limit
  RETURN collect(bearing {.*, person: candidate.id, reached: reached, onward: onward}) AS candidates
}
RETURN place, candidates
