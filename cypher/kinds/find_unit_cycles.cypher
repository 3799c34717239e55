// Which of the given units are, through their parents, part of themselves.
// access: read
// returns: many
// $keys: ids of units
// -> key: the given unit
// -> cycle: ids of all units of the circle
UNWIND $keys AS key
MATCH (unit:Unit {id: key})
CALL (unit) {
  MATCH (unit) (()-[:PART_OF]->(above)){1,60} (unit)
  RETURN [place IN above | place.id] AS keys
  LIMIT 1
}
RETURN key, keys AS cycle
