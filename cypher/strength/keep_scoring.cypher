// Keeps up to where strengths have been computed.
// access: write
// returns: one
// $feed: id of the record of changes; null before there was any
// $number: number of its last note when it was begun
// $began_at: when it was begun
// $numbers: fingerprint of the numbers that it took
// $day: of which day
// -> count: 1
MERGE (scoring:Scoring {name: 'strength'})
SET scoring.feed = $feed, scoring.number = $number, scoring.began_at = $began_at, scoring.numbers = $numbers, scoring.day = $day
RETURN count(*) AS count
