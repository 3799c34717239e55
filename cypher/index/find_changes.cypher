// What changed since a mark in the record of changes.
// access: read
// returns: one
// $feed: id of the record that the mark is of; null when there was none
// $number: the last number then
// -> feed: id of the record; null when nothing was ever recorded
// -> number: its last number
// -> all_told: whether all that changed since is told
// -> people: ids of the people concerned
// -> opportunities: ids of the opportunities concerned
OPTIONAL MATCH (feed:ChangeFeed {name: 'changes'})
LET last = coalesce(feed.number, 0)
CALL (last) {
  MATCH (change:Change WHERE $number < change.number <= last)
  RETURN count(change) AS told, count(change.people) + count(change.opportunities) AS named,
    coll.flatten(collect(change.people)) AS people, coll.flatten(collect(change.opportunities)) AS opportunities
}
RETURN feed.id AS feed, last AS number,
  // A mark from before the record began is followed by all of it.
  coalesce(feed.id = $feed, $feed IS NULL AND $number = 0) AND told = last - $number AND named = 2 * told AS all_told,
  people, opportunities
