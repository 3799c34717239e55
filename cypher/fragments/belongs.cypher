// Where a seat is: in a unit of an organisation, or in the organisation itself. Binds organization, and unit (null where it is
// the organisation itself). Keeps every row.
// @place: the unit or organisation; may be null
OPTIONAL MATCH (@place)-[:BELONGS_TO]->(above:Organization)
LET unit = CASE WHEN above IS NOT NULL THEN @place END, organization = coalesce(above, @place)
