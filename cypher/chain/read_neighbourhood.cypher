// What surrounds a deal's decision chain, compactly: who may lead or sway whom there, one row for each to whom others do.
// Members are those who approve, decide or evaluate. On ways of at most three hops those are read who stand next to a member, and of those
// behind them whoever ours or a competitor's people lead to, or who sways a member, or is named. Only ids are looked up in lists, which is fast.
// access: read
// returns: many
// $opportunity: id of the deal
// $as_of: the day asked about
// $ours: ids of our people on the day
// $rivals: ids of competitors' people on the day
// $first_steps: ids of people to whom one of ours leads in one hop of a way
// $voices: ids of members and of those who sway them
// $named: ids of people to whom a tie is to be made up
// $limit: most rows
// -> id: id of the person
// -> hops: who leads to them: id, kind (chain.neighbourhood.HopKind), strength or weight where one is recorded
// -> declining: ids of those of these who decline introductions
// -> at_odds: ids of people with whom they are at odds
MATCH (:Opportunity {id: $opportunity})<-[part:HAS_ROLE]-(member:Person)
WHERE part.role IN ['A', 'D', 'E'] AND @stands(part, member)
WITH collect(DISTINCT member) AS members
CALL (members) {
  UNWIND members AS to
  MATCH (to)-[relation:TIE|INFLUENCES|REPORTS_TO]-(by:Person)
  WHERE @stands(relation, by) AND (NOT relation:INFLUENCES OR startNode(relation) = by)
  RETURN collect(DISTINCT by) AS near
}
CALL (near) {
  UNWIND near AS to
  LET id = to.id
  FILTER NOT id IN $ours AND NOT id IN $rivals
  MATCH (to)-[relation:TIE|INFLUENCES|REPORTS_TO]-(by:Person)
  LET by_id = by.id
  FILTER by_id IN $first_steps OR by_id IN $named
  WITH relation, by, by_id
  FILTER NOT by_id IN $ours AND NOT by_id IN $rivals AND @stands(relation, by)
    AND (NOT relation:INFLUENCES OR startNode(relation) = by)
  RETURN collect(DISTINCT by) AS far
}
CALL () {
  UNWIND $voices AS id
  MATCH (voice:Person {id: id})
  RETURN collect(voice) AS swaying
}
CALL (members, near, far, swaying) {
  UNWIND [member IN members | [member, 0]] + [one IN near | [one, 1]] + [one IN far + swaying | [one, 2]] AS reached
  WITH reached[0] AS to, min(reached[1]) AS steps
  FILTER steps = 0 OR (NOT to.id IN $ours AND NOT to.id IN $rivals)
  RETURN to, steps ORDER BY steps, to.id LIMIT $limit
}
CALL (to, steps) {
  MATCH (to)-[relation:TIE|INFLUENCES|REPORTS_TO]-(by:Person)
  LET by_id = by.id
  FILTER steps = 0 OR by_id IN $ours OR by_id IN $rivals OR by_id IN $voices
    OR (steps = 1 AND (by_id IN $first_steps OR by_id IN $named))
  WITH to, relation, by
  FILTER by <> to AND @stands(relation, by) AND (NOT relation:INFLUENCES OR startNode(relation) = by)
  LET kind = CASE
    WHEN relation:TIE THEN 'tie'
    WHEN relation:INFLUENCES THEN 'influence'
    ELSE relation.line + CASE WHEN startNode(relation) = by THEN '_up' ELSE '_down' END
  END
  RETURN collect([by.id, kind, coalesce(relation.strength, relation.weight)]) AS hops,
    collect(DISTINCT CASE WHEN by.declines_introductions THEN by.id END) AS declining
}
RETURN to.id AS id, hops, declining, COLLECT {
  MATCH (to)-[quarrel:FRICTION]-(other:Person) WHERE @holds(quarrel) RETURN DISTINCT other.id
} AS at_odds
ORDER BY steps, id
