// Where a strength of two people was recorded, none that is computed holds: those of the same days go, and are computed again when
// it ends.
// access: write
// returns: one
// $keys: keys of the ties that were recorded
// -> count: how many versions gave way
UNWIND $keys AS key
MATCH (one:Person)-[said:TIE {key: key}]->(other:Person)
WHERE said.strength IS NOT NULL AND (said.origin IS NULL OR said.origin <> 'computed')
MATCH (one)-[computed:TIE]-(other)
WHERE computed.origin = 'computed'
  AND (computed.valid_to IS NULL OR said.valid_from IS NULL OR computed.valid_to > said.valid_from)
  AND (said.valid_to IS NULL OR computed.valid_from IS NULL OR computed.valid_from < said.valid_to)
WITH computed, min(coalesce(said.valid_from, date('-9999-01-01'))) AS begins
LET gone = coalesce(computed.valid_from, date('-9999-01-01')) >= begins
FOREACH (version IN CASE WHEN gone THEN [computed] ELSE [] END | DELETE version)
FOREACH (version IN CASE WHEN gone THEN [] ELSE [computed] END | SET version.valid_to = begins)
RETURN count(*) AS count
