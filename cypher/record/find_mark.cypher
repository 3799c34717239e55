// Where the record of changes stands: the last note that can be seen.
// access: read
// returns: one
// -> feed: id of the record; null when nothing was ever recorded
// -> number: the number of its last note; 0 when there is none
OPTIONAL MATCH (feed:ChangeFeed {name: 'changes'})
CALL () {
  MATCH (change:Change WHERE change.number > 0)
  WITH change ORDER BY change.number DESC LIMIT 1
  RETURN max(change.number) AS last
}
RETURN feed.id AS feed, coalesce(last, 0) AS number
