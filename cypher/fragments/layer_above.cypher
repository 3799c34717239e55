// Who stands above somebody on the day, up to $levels steps: along reporting lines, and by informal rank, which seats in the same
// unit tell by their layers. Binds member, steps, and basis: solid, dotted (some of the lines are), or rank; of each basis.
// @person: the person
CALL (@person) {
  MATCH (@person) (()-[line:REPORTS_TO WHERE @holds(line)]->(boss:Person WHERE @holds(boss))){1,3} (member:Person)
  WHERE size(line) <= $levels
  RETURN member, size(line) AS steps, CASE WHEN all(each IN line WHERE each.line = 'solid') THEN 'solid' ELSE 'dotted' END AS basis
  UNION
  MATCH (@person)-[seat:HOLDS]->(:Unit)<-[higher:HOLDS]-(member:Person)
  WHERE @holds(seat) AND @stands(higher, member) AND 0 < seat.layer - higher.layer <= $levels
  RETURN member, seat.layer - higher.layer AS steps, 'rank' AS basis
}
FILTER member <> @person
