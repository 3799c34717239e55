// Who stands below somebody on the day, up to $levels steps: along reporting lines, and by informal rank, which seats in the same
// unit tell by their layers. Binds member, steps, and basis: solid, dotted (some of the lines are), or rank; of each basis.
// @person: the person
CALL (@person) {
  MATCH (@person) (()<-[line:REPORTS_TO WHERE @holds(line)]-(report:Person WHERE @holds(report))){1,3} (member:Person)
  WHERE size(line) <= $levels
  RETURN member, size(line) AS steps, CASE WHEN all(each IN line WHERE each.line = 'solid') THEN 'solid' ELSE 'dotted' END AS basis
  UNION
  MATCH (@person)-[seat:HOLDS]->(:Unit)<-[lower:HOLDS]-(member:Person)
  WHERE @holds(seat) AND @stands(lower, member) AND 0 < lower.layer - seat.layer <= $levels
  RETURN member, lower.layer - seat.layer AS steps, 'rank' AS basis
}
FILTER member <> @person
