// Pairs of people whose traffic was recorded since a moment, or whose strength is to be computed by a day.
// access: read
// returns: many
// $since: the moment, in seconds since 1970
// $as_of: the day
// -> one: id of one of the two
// -> other: id of the other
CALL () {
  MATCH (one:Person)-[flow:WROTE]->(other:Person)
  WHERE flow.recorded_at >= $since
  RETURN one, other
  UNION
  MATCH (one:Person)-[tie:TIE]->(other:Person)
  WHERE tie.due <= $as_of
  RETURN one, other
}
RETURN DISTINCT CASE WHEN one.id < other.id THEN one.id ELSE other.id END AS one, CASE WHEN one.id < other.id THEN other.id ELSE one.id END AS other
ORDER BY one, other
