// Partial paths to the targets, made one hop longer, outwards: the search for the best paths is one such level after another.
// A frontier holds the partial paths of so many hops by the person they have reached, so that everybody is expanded once a
// level. The strength, read first, prunes; days, gates and what else is recorded are looked at only for what survives.
// access: read
// returns: one
// $frontier: who has been reached: id, best (score), and partials, each with its score and people (ids from there to the target)
// $hops_left: how many hops may follow this one
// $least: what scores less, and cannot score more any further, is given up
// $starts: who starts, by id
// $ahead: what lies ahead at best, by the ids of those so many hops from a start who are a way; null where all may be
// $who: whom else the search concerns:
//   targets: ids of the people to reach
//   opportunity: id of the opportunity whose opponents are gone around; null for those of any live one
//   avoided, preferred, account: ids of the organisations and units whose people are no way, are preferred, are the opportunity's
//   barred: ids of people who are no way
//   barred_introducers: ids of people who are not to make the last hop
// $as_of: the day asked about
// $use: 1 for the kinds of relation that are used (tie, influence, line), 0 for the others
// $assumed: strengths of hops that record none: tie, influence, solid_up, solid_down, dotted_up, dotted_down
// $least_strength: weaker hops are not used, 0..1
// $hop_factor: what each hop multiplies the score by, 0..1
// $preference: what each intermediary from elsewhere multiplies the score by, 0..1
// $load: intermediaries whose open asks weigh more than `free` multiply the score by `factor` for each ask's weight more
// $unknown_support: what an intermediary at the opportunity's account of unknown support multiplies the score by, 0..1
// $scout: whether only the best partial path to each person is kept
// $limit: most paths that arrive
// $width: most partial paths kept, the best
// -> arrivals: paths from a start, the best first: how much below 0 the score is, how many hops, and ids from start to target
// -> frontier: the next one
// -> dropped: nothing better than this was left out of it; 0 when nothing was
CALL () {
  UNWIND keys($ahead) AS id
  MATCH (person:Person {id: id})
  RETURN collect(person) AS near
}
UNWIND range(0, size($frontier) - 1) AS n
MATCH (to:Person {id: $frontier[n].id})
LET best = $frontier[n].best, ends_here = to.id IN $who.targets
FILTER best >= $least AND (ends_here OR NOT to.id IN $who.barred AND @willing(to))
CALL (to) {
  OPTIONAL MATCH (to)-[mark:ASKS|HOLDS|FRICTION]-(other)
  WHERE @holds(mark)
  RETURN sum(CASE WHEN mark:ASKS AND endNode(mark) = to THEN @ask_load(mark) END) AS ask_load,
    collect(CASE WHEN mark:HOLDS THEN other.id END) AS seats,
    collect(CASE WHEN mark:FRICTION THEN other END) AS hostile
}
LET said = CASE WHEN ends_here THEN [] ELSE @said_of(to, $who.opportunity) END
FILTER ends_here OR NOT @against(said) AND none(seat IN seats WHERE seat IN $who.avoided)
// What passing through takes off.
LET factor = CASE WHEN ends_here THEN 1.0 ELSE
  CASE WHEN ask_load > $load.free THEN $load.factor ^ (ask_load - $load.free) ELSE 1.0 END
  * CASE WHEN $preference < 1 AND none(seat IN seats WHERE seat IN $who.preferred) THEN $preference ELSE 1.0 END
  * CASE WHEN $unknown_support < 1 AND size(said) = 0 AND any(seat IN seats WHERE seat IN $who.account) THEN $unknown_support ELSE 1.0 END END
LET most = best * factor * $hop_factor
FILTER most >= $least
MATCH (to)-[relation:TIE|INFLUENCES|REPORTS_TO]-(origin)
WHERE $ahead IS NULL OR origin IN near
LET strength = @strength(relation, origin)
FILTER most * strength >= $least AND strength >= $least_strength AND @holds(relation)
  AND NOT origin IN hostile AND NOT origin.id IN $who.targets
  AND NOT (ends_here AND origin.id IN $who.barred_introducers)
  AND @counts(relation, origin, to)
WITH n, origin, best, factor, max(strength) AS strength
LET id = origin.id, by = strength * factor * $hop_factor
FILTER NOT ($scout AND id IN $frontier[n].partials[0].people)
WITH origin, id, $starts[id] IS NOT NULL AS arrived, max([best * by, n, by]) AS top, collect({n: n, by: by}) AS steps
LET stances = CASE WHEN arrived THEN @said_of(origin, $who.opportunity) ELSE [] END
FILTER NOT arrived OR @willing(origin) AND NOT @against(stances)
WITH collect(CASE WHEN arrived THEN {id: id, rest: 1.0, steps: steps} END) AS starting,
  collect(CASE WHEN NOT arrived AND $hops_left > 0 THEN {id: id, rest: CASE WHEN $ahead IS NULL THEN 1.0 ELSE $ahead[id] END,
    steps: CASE WHEN $scout THEN [{n: top[1], by: top[2]}] ELSE steps END} END) AS passing
// Only now paths are drawn on: where everybody knows everybody they are many, and few of them are kept. Lists are sorted
// and not rows, each of which Neo4j would count with all that was found so far.
CALL (starting) {
  @extended(starting)
  RETURN coll.sort(collect([-round(score, 12), size(partial.people), [end.id] + partial.people]))[..$limit] AS arrivals
}
CALL (passing) {
  @extended(passing)
  RETURN coll.sort(collect(score)) AS scores
}
LET cut = CASE WHEN size(scores) > $width THEN scores[-$width] ELSE 0.0 END
// All that score more than the cut are kept; of those that just score it one a person, of so many people.
CALL (passing, cut) {
  @extended(passing)
  FILTER score >= cut
  WITH end.id AS id, max(score) AS best,
    collect(CASE WHEN score > cut THEN {people: [end.id] + partial.people, score: score} END) AS better,
    min(CASE WHEN score = cut THEN [end.id] + partial.people END) AS equal
  RETURN collect({id: id, best: best,
    partials: CASE WHEN equal IS NULL THEN better ELSE better + [{people: equal, score: cut}] END}) AS kept
}
RETURN arrivals, [one IN kept WHERE one.best > cut] + [one IN kept WHERE one.best = cut][..$width] AS frontier, cut AS dropped
