// Where the record of changes stands: equal marks, equal graphs.
// access: read
// returns: one
// -> feed: id of the record; null when nothing was ever recorded
// -> number: its last number
OPTIONAL MATCH (feed:ChangeFeed {name: 'changes'})
RETURN feed.id AS feed, coalesce(feed.number, 0) AS number
