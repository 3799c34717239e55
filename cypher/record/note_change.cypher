// Notes what a transaction changed in the record of changes, and forgets an old note. Whoever keeps a copy of a part of
// the graph reads it (index/find_changes), and whoever follows what is recorded (changes/read_note). The record's node is
// locked until the transaction ends: numbers are in the order of commits.
// access: write
// returns: one
// $people: ids of the people concerned, in whatever way
// $opportunities: ids of the opportunities that were recorded
// $created: keys of the entities, and of the versions of facts, that are new
// $commit: names the transaction: revisions have it; null where another note of the transaction has told of them
// $derived: true where relgraph computed it out of what is recorded; null else
// $keep: how many notes are kept
// -> number: the number of the note
MERGE (feed:ChangeFeed {name: 'changes'})
ON CREATE SET feed.id = randomUUID(), feed.number = 0
SET feed.number = feed.number + 1
CREATE (change:Change {number: feed.number, people: $people, opportunities: $opportunities, created: $created, commit: $commit,
  derived: $derived})
WITH feed
CALL (feed) {
  MATCH (old:Change {number: feed.number - $keep})
  DELETE old
}
RETURN feed.number AS number
