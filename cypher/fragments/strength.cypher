// What a relation does for a hop: its recorded strength, else what is assumed of its kind; 0 where its kind is not used, null
// where it is an influence the other way (docs/paths.md).
// @relation: a tie, influence or reporting line between the two
// @origin: who introduces
CASE
  WHEN @relation.strength IS NOT NULL THEN $use.tie * @relation.strength
  WHEN @relation:TIE THEN $use.tie * $assumed.tie
  WHEN @relation:INFLUENCES
    THEN CASE WHEN startNode(@relation) = @origin THEN $use.influence * coalesce(@relation.weight, $assumed.influence) END
  WHEN @relation.line = 'dotted'
    THEN $use.line * CASE WHEN startNode(@relation) = @origin THEN $assumed.dotted_up ELSE $assumed.dotted_down END
  ELSE $use.line * CASE WHEN startNode(@relation) = @origin THEN $assumed.solid_up ELSE $assumed.solid_down END
END
