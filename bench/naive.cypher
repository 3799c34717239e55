// Enumerate every path, then sort. The gates stand in the pattern, where they prune; open asks are left out.
CYPHER 25
MATCH path = (:Person {id: $target})
  ((to)-[r:TIE|INFLUENCES|REPORTS_TO]-(origin)
    WHERE coalesce(r.valid_from, $day) <= $day AND coalesce(r.valid_to > $day, true)
      AND NOT (r:INFLUENCES AND startNode(r) = to)
      AND NOT EXISTS {
        (to)-[friction:FRICTION]-(origin)
        WHERE coalesce(friction.valid_from, $day) <= $day AND coalesce(friction.valid_to > $day, true)
      }
      AND origin.id <> $target AND NOT coalesce(origin.declines_introductions, false)
      AND coalesce(origin.valid_from, $day) <= $day AND coalesce(origin.valid_to > $day, true)
      AND NOT EXISTS {
        (origin)-[stance:HAS_SUPPORT {level: -1}]->(deal:Opportunity)
        WHERE coalesce(stance.valid_from, $day) <= $day AND coalesce(stance.valid_to > $day, true)
          AND coalesce(deal.valid_from, $day) <= $day AND coalesce(deal.valid_to > $day, true)
      }
      AND (origin.id IN $starts OR NOT EXISTS {
        (origin)-[seat:HOLDS]->(at)
        WHERE coalesce(seat.valid_from, $day) <= $day AND coalesce(seat.valid_to > $day, true)
          AND (at.kind = 'competitor' OR EXISTS { (at)-[:BELONGS_TO]->(:Organization {kind: 'competitor'}) })
      })
  ){1,6}
  (start:Person WHERE start.id IN $starts)
WHERE none(person IN origin[..-1] WHERE person.id IN $starts)
  AND all(n IN range(1, size(origin) - 1) WHERE NOT origin[n] IN origin[..n])
WITH [person IN origin | person.id] AS people, reduce(score = 1.0, n IN range(0, size(r) - 1) | score * CASE
    WHEN r[n]:TIE THEN coalesce(r[n].strength, 0.3)
    WHEN r[n]:INFLUENCES THEN coalesce(r[n].weight, 0.3)
    WHEN startNode(r[n]) = origin[n] THEN CASE r[n].line WHEN 'dotted' THEN 0.4 ELSE 0.6 END
    ELSE CASE r[n].line WHEN 'dotted' THEN 0.6 ELSE 0.9 END
  END) AS score
WITH people, max(score) AS score
RETURN score ORDER BY score DESC LIMIT 10
