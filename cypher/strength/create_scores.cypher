// Writes what is computed of pairs of which nothing that is computed held. Where anything was computed of them at some time,
// also meanwhile, or somebody recorded a strength that holds, it writes nothing.
// access: write
// returns: one
// $rows: of each person id, and others: the rows of `strength/write_scores` of which it is the one
// $as_of: the day
// $now: the moment
// -> left: ids of the ties that were not written
UNWIND $rows AS row
MATCH (one:Person {id: row.one})
UNWIND row.others AS told
MATCH (other:Person {id: told.other})
LET said = told.said, free = NOT EXISTS {
  (one)-[there:TIE]-(other)
  WHERE there.origin = 'computed' OR there.strength IS NOT NULL AND @holds(there)
}
CALL (one, other, told, said, free) {
  FILTER free
  CREATE (one)-[:TIE {id: told.id, key: told.key, digest: said.digest, strength: said.strength, basis: said.basis,
    last_contact: date(said.last_contact), origin: said.origin, valid_from: date(said.valid_from), valid_to: date(said.until),
    source: said.source, recorded_at: $now, due: date(told.due)}]->(other)
}
RETURN collect(CASE WHEN NOT free THEN told.id END) AS left
