// What changed since a mark in the record of changes: the notes that follow it, in their order.
// What is told is told by the notes that can be seen, never by the record's number alone: a reader may see that of a
// transaction before the rest of it.
// access: read
// returns: one
// $feed: id of the record that the mark is of; null when there was none
// $number: the number of the last note then
// $limit: most notes
// -> feed: id of the record; null when nothing was ever recorded
// -> number: the number of the last note told; that of the mark when there is none
// -> told: whether all notes up to it are told, with all that they concern
// -> more: whether there may be more notes
// -> people: ids of the people concerned
// -> opportunities: ids of the opportunities concerned
OPTIONAL MATCH (feed:ChangeFeed {name: 'changes'})
CALL () {
  MATCH (change:Change WHERE change.number > $number)
  WITH change ORDER BY change.number LIMIT $limit
  RETURN count(change) AS notes, max(change.number) AS last,
    count(change.people) + count(change.opportunities) AS named,
    coll.flatten(collect(change.people)) AS people, coll.flatten(collect(change.opportunities)) AS opportunities
}
RETURN feed.id AS feed, coalesce(last, $number) AS number,
  // A mark from before the record began is followed by all of it.
  coalesce(feed.id = $feed, $feed IS NULL AND $number = 0)
    AND notes = coalesce(last, $number) - $number AND named = 2 * notes AS told,
  notes = $limit AS more, people, opportunities
