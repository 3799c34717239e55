// A person is one of those asked for, by $wanted.
// @it: the person
(@named(@it)
  AND ($wanted.declines_introductions IS NULL OR @it.declines_introductions = $wanted.declines_introductions)
  AND ($wanted.layers IS NULL OR @layer_of(@it) IN $wanted.layers)
  AND ($wanted.organization_kinds IS NULL OR EXISTS {
    MATCH (@it)-[kept:HOLDS]->()-[:BELONGS_TO]->{0,1}(kept_at:Organization)
    WHERE kept_at.kind IN $wanted.organization_kinds AND @holds(kept)
  })
  AND ($wanted.opportunity IS NULL AND $wanted.roles IS NULL AND $wanted.support_levels IS NULL OR EXISTS {
    MATCH (@it)-[part:HAS_ROLE|HAS_SUPPORT]->(deal:Opportunity)
    WHERE @holds(part)
      AND CASE WHEN $wanted.opportunity IS NULL THEN @holds(deal) ELSE deal.id = $wanted.opportunity END
      AND ($wanted.roles IS NULL OR part.role IN $wanted.roles)
      AND ($wanted.support_levels IS NULL OR coalesce(toString(@stance(@it, deal).level), '?') IN $wanted.support_levels)
  }))
