// All flows of traffic that some people send, page by page of the senders.
// access: read
// returns: many
// $after: id of the sender after whom the page begins
// $limit: most senders of a page
// -> sender: id of who wrote or called
// -> receiver: id of whom
// -> channel: by what
// -> months: numbers of the months
// -> counts: how often in each
// -> days: on which days of each, as bits
// -> source: who told
// -> told_of: ids that it was told about, as `sender=crm:7`; null where no others
CALL () {
  MATCH (sender:Person WHERE sender.id > $after)
  WHERE EXISTS { (sender)-[:WROTE]->() }
  RETURN sender ORDER BY sender.id LIMIT $limit
}
MATCH (sender)-[flow:WROTE]->(receiver)
RETURN sender.id AS sender, receiver.id AS receiver, flow.channel AS channel, flow.months AS months, flow.counts AS counts, flow.days AS days,
  flow.source AS source, flow.told_of AS told_of
ORDER BY sender, receiver, channel, told_of
