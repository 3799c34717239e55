// Writes what is computed of pairs: a version that begins on the day, in place of the one that holds on it; or the same version
// with another last contact; or none any more. Where somebody recorded a strength meanwhile, none is written.
// access: write
// returns: one
// $rows: of each pair id and key of the tie; one and other: ids of the people; said, null for none: id, digest, strength, basis,
//   last_contact, origin, valid_from and source of the version, until: the first day on which it does not hold, null where none is
//   known; due: the day on which it is computed again at the latest. Days are texts
// $as_of: the day
// $now: the moment
// -> count: how many versions were written
UNWIND $rows AS row
MATCH (one:Person {id: row.one})
MATCH (other:Person {id: row.other})
CALL (one, other) {
  MATCH (one)-[version:TIE]-(other)
  WHERE version.origin = 'computed'
  RETURN collect(version) AS versions
}
LET wanted = row.said IS NOT NULL AND NOT EXISTS {
    (one)-[said:TIE]-(other)
    WHERE said.strength IS NOT NULL AND (said.origin IS NULL OR said.origin <> 'computed') AND @holds(said)
  },
  later = [version IN versions WHERE version.valid_from > $as_of | version.valid_from]
LET properties = {id: row.id, key: row.key, digest: row.said.digest, strength: row.said.strength, basis: row.said.basis,
    last_contact: date(row.said.last_contact), origin: row.said.origin, valid_from: date(row.said.valid_from), source: row.said.source,
    recorded_at: $now, valid_to: @earliest([date(row.said.until)] + later), due: date(row.due)}
LET same = CASE WHEN wanted THEN head([version IN versions WHERE version.key = row.key]) END
LET ending = [version IN versions WHERE @holds(version) AND (same IS NULL OR version <> same)]
FOREACH (version IN [each IN ending WHERE each.valid_from = $as_of] | DELETE version)
FOREACH (version IN [each IN ending WHERE each.valid_from IS NULL OR each.valid_from < $as_of] | SET version.valid_to = $as_of)
FOREACH (version IN CASE WHEN same IS NULL THEN [] ELSE [same] END |
  SET version += properties)
CALL (one, other, same, properties, wanted) {
  WHEN wanted AND same IS NULL THEN {
    CREATE (one)-[version:TIE]->(other)
    SET version = properties
    RETURN 1 AS written
  }
  ELSE {
    RETURN 0 AS written
  }
}
RETURN sum(written) AS count
