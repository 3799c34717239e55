// A relation leads from one person to another on a way: it holds, has strength, an influence goes from who sways to who
// listens, and the two are not at odds. One of unknown strength leads unless all that is recorded is 0 (docs/paths.md).
// @relation: a tie, influence or reporting line between the two
// @origin: who introduces
// @to: to whom
(@holds(@relation) AND coalesce(@relation.strength, @relation.weight, 1.0) > 0
  AND (NOT @relation:INFLUENCES OR startNode(@relation) = @origin)
  AND NOT EXISTS { (@origin)-[quarrel:FRICTION]-(@to) WHERE @holds(quarrel) }
  AND (@relation:REPORTS_TO OR coalesce(@relation.strength, @relation.weight) IS NOT NULL
    OR NOT EXISTS {
      (@origin)-[zero:TIE|INFLUENCES]-(@to)
      WHERE coalesce(zero.strength, zero.weight) = 0 AND (zero:TIE OR startNode(zero) = @origin) AND @holds(zero)
    }
    OR EXISTS {
      (@origin)-[more:TIE|INFLUENCES]-(@to)
      WHERE coalesce(more.strength, more.weight) > 0 AND (more:TIE OR startNode(more) = @origin) AND @holds(more)
    }))
