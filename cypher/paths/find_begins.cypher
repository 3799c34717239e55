// Whom a search starts from, of those given or all of ours, and how far around them it may look first.
// access: read
// returns: one
// $starts: ids of the people to start from; null for all of ours
// $targets: ids of the people to reach
// $spread: so many relations may be looked along, or twice the targets'
// $as_of: the day asked about
// -> ids: ids of those who start
// -> spread: along so many relations the search may look around them; null where they have more themselves
CALL () {
  WHEN $starts IS NULL THEN {
    MATCH (us:Organization {kind: 'vendor'})
    @places(us)
    MATCH (place)<-[seat:HOLDS]-(person)
    WHERE @stands(seat, person)
    RETURN collect(DISTINCT person) AS given
  }
  ELSE {
    UNWIND $starts AS id
    MATCH (person:Person {id: id} WHERE @holds(person))
    RETURN collect(person) AS given
  }
}
CALL (given) {
  UNWIND given AS start
  RETURN sum(COUNT { (start)--() }) AS around
}
CALL () {
  UNWIND $targets AS id
  MATCH (to:Person {id: id})
  RETURN 2 * sum(COUNT { (to)--() }) AS wide
}
LET most = CASE WHEN wide > $spread THEN wide ELSE $spread END
RETURN [start IN given | start.id] AS ids, CASE WHEN around <= most THEN most END AS spread
