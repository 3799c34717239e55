// Whom changes concern that were noted since.
// access: read
// returns: one
// $number: number of the last note that was looked at
// $until: number of the last note to look at
// -> people: their ids
// -> complete: all of these notes are still there
MATCH (change:Change WHERE change.number > $number AND change.number <= $until)
RETURN coll.distinct(coll.flatten(collect(CASE WHEN change.derived IS NULL THEN change.people END))) AS people, count(change) = $until - $number AS complete
