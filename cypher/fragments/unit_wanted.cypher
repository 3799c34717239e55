// A unit is one of those asked for, by $wanted.
// @it: the unit
(@named(@it)
  AND ($wanted.functions IS NULL OR @it.function IN $wanted.functions)
  AND ($wanted.top IS NULL OR $wanted.top = (NOT EXISTS { (@it)-[:PART_OF]->() }))
  AND ($wanted.organization_kinds IS NULL OR EXISTS {
    MATCH (@it)-[:BELONGS_TO]->(kept_at:Organization) WHERE kept_at.kind IN $wanted.organization_kinds
  }))
