// Up to where strengths have been computed.
// access: read
// returns: maybe
// -> feed: id of the record of changes
// -> number: number of its last note then
// -> began_at: when the last computing began
// -> numbers: fingerprint of the numbers that it took
// -> day: of which day
MATCH (scoring:Scoring {name: 'strength'})
RETURN scoring.feed AS feed, scoring.number AS number, scoring.began_at AS began_at, scoring.numbers AS numbers, scoring.day AS day
