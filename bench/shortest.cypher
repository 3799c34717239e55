// The fewest hops, whatever the strengths: ten paths from each of the starts, the ten shortest of which are kept.
CYPHER 25
MATCH path = SHORTEST 10 (:Person {id: $target})
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
RETURN [person IN nodes(path) | person.name] AS people ORDER BY length(path) LIMIT 10
