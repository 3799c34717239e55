// Records units of organisations. A row that refers to something unknown has no outcome.
// access: write
// returns: many
// $rows: rows of Unit, as Recorded.row makes them
// $now: the moment of recording
// $operation: what is recording, for the revisions
// $commit: names the transaction, for the note of the change
// $by: who records it; null when nobody has to say
// -> outcome: created, corrected, unchanged, or conflict (the unit is another organisation's: its seats would move too)
// -> siblings: always false; an entity has one version
// -> numbers: numbers of the rows of which this is true
UNWIND $rows AS row
MATCH (organization:Organization {id: row.organization})
OPTIONAL MATCH (parent:Unit {id: row.parent})-[:BELONGS_TO]->(organization)
FILTER row.parent IS NULL OR parent IS NOT NULL
OPTIONAL MATCH (old:Unit {id: row.properties.id})
LET outcome = CASE
  WHEN old IS NOT NULL AND NOT EXISTS { (old)-[:BELONGS_TO]->(organization) } THEN 'conflict'
  ELSE @said_before(row, old)
END
@replaced(row, old, outcome, Unit, 'unit',
  [id IN [head([(old)-[:BELONGS_TO]->(o) | o.id]), head([(old)-[:PART_OF]->(p) | p.id])] WHERE id IS NOT NULL])
CALL (row, organization, parent, outcome) {
  WHEN outcome IN ['created', 'corrected'] THEN {
    MATCH (unit:Unit {id: row.properties.id})
    OPTIONAL MATCH (unit)-[place:BELONGS_TO|PART_OF]->()
    DELETE place
    WITH DISTINCT unit, organization, parent
    CREATE (unit)-[:BELONGS_TO]->(organization)
    FOREACH (above IN CASE WHEN parent IS NULL THEN [] ELSE [parent] END | CREATE (unit)-[:PART_OF]->(above))
  }
}
RETURN outcome, false AS siblings, collect(row.n) AS numbers
