// The relations that lead from one person to another, strong enough to be used, in their order: the first stands for the hop.
// Binds usable (paths.model.Alternative), and counts: false for those whose strength is assumed beside a recorded one, which
// come last (ADR 0013).
// @origin: who introduces
// @to: to whom
MATCH (@origin)-[relation:TIE|INFLUENCES|REPORTS_TO]-(@to)
WHERE @holds(relation)
LET strength = @strength(relation, @origin)
FILTER strength > 0 AND strength >= $least_strength
LET usable = relation {strength: strength, assumed: coalesce(relation.strength, relation.weight) IS NULL,
  strength_origin: relation.origin,
  relation: CASE type(relation)
    WHEN 'TIE' THEN 'tie'
    WHEN 'INFLUENCES' THEN 'influence'
    ELSE CASE WHEN startNode(relation) = @origin THEN 'reports_to' ELSE 'manages' END END,
  .basis, since: relation.valid_from, until: relation.valid_to, .last_contact, .source,
  fact_id: relation.id}
LET counts = relation:REPORTS_TO OR NOT usable.assumed OR NOT @recorded(@origin, @to)
// Equally strong ones go by kind, then by id.
ORDER BY counts DESC, usable.strength DESC,
  CASE usable.relation WHEN 'tie' THEN 1 WHEN 'influence' THEN 2 ELSE 3 END, usable.fact_id
