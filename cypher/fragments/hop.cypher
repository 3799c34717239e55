// A relation leads from one person to another on a way: it holds, has strength, an influence goes from who sways to who
// listens, and the two are not at odds (docs/paths.md).
// @relation: a tie, influence or reporting line between the two
// @origin: who introduces
// @to: to whom
(@holds(@relation) AND coalesce(@relation.strength, @relation.weight, 1.0) > 0
  AND (NOT @relation:INFLUENCES OR startNode(@relation) = @origin)
  AND NOT EXISTS { (@origin)-[quarrel:FRICTION]-(@to) WHERE @holds(quarrel) })
