// Gives the flows of traffic of one person to another, all of them or those that were told about some ids.
// access: write
// returns: one
// $from: id of whose they are
// $to: id of whom they become
// $told: as `sender=crm:7`, of which one must be among those that they were told about; null: all
// -> count: how many were given
MATCH (owner:Person {id: $from})
MATCH (other:Person {id: $to})
CALL (owner, other) {
  MATCH (owner)-[flow:WROTE]->(receiver)
  WHERE $told IS NULL OR any(end IN flow.told_of WHERE end IN $told AND end STARTS WITH 'sender=')
  LET said = properties(flow), told = coalesce(flow.told_of, [])
  DELETE flow
  CREATE (other)-[moved:WROTE]->(receiver)
  SET moved = said, moved.told_of = CASE
    WHEN $told IS NULL THEN coll.sort(CASE WHEN any(end IN told WHERE end STARTS WITH 'sender=') THEN told ELSE told + ['sender=' + owner.id] END)
    WHEN any(end IN told WHERE end <> 'sender=' + other.id) THEN [end IN told WHERE end <> 'sender=' + other.id]
  END
  RETURN count(*) AS sent
}
CALL (owner, other) {
  MATCH (sender)-[flow:WROTE]->(owner)
  WHERE $told IS NULL OR any(end IN flow.told_of WHERE end IN $told AND end STARTS WITH 'receiver=')
  LET said = properties(flow), told = coalesce(flow.told_of, [])
  DELETE flow
  CREATE (sender)-[moved:WROTE]->(other)
  SET moved = said, moved.told_of = CASE
    WHEN $told IS NULL THEN coll.sort(CASE WHEN any(end IN told WHERE end STARTS WITH 'receiver=') THEN told ELSE told + ['receiver=' + owner.id] END)
    WHEN any(end IN told WHERE end <> 'receiver=' + other.id) THEN [end IN told WHERE end <> 'receiver=' + other.id]
  END
  RETURN count(*) AS received
}
RETURN sent + received AS count
