// How much there is of what `strength/find_due` tells: flows of traffic and ties, several of which may be of one pair.
// access: read
// returns: one
// $since: the moment, in seconds since 1970
// $as_of: the day
// -> count: flows and ties, together
RETURN COUNT { (:Person)-[flow:WROTE]->(:Person) WHERE flow.recorded_at >= $since }
  + COUNT { (:Person)-[tie:TIE]->(:Person) WHERE tie.due <= $as_of } AS count
