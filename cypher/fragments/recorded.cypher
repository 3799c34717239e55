// A tie or an influence that is used leads from one to the other with a recorded strength: none is assumed beside it
// (docs/paths.md).
// @origin: who introduces
// @to: to whom
EXISTS {
  (@origin)-[told:TIE|INFLUENCES]-(@to)
  WHERE coalesce(told.strength, told.weight) IS NOT NULL AND @holds(told)
    AND CASE WHEN told:TIE THEN $use.tie WHEN startNode(told) = @origin THEN $use.influence END = 1
}
