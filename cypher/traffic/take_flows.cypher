// Takes away the traffic between two people who turn out to be one, and tells what it was.
// access: write
// returns: many
// $one: id of the one
// $other: id of the other
// -> sender: id of who wrote or called
// -> receiver: id of whom
// -> channel: by what
// -> months: numbers of the months
// -> counts: how often in each
// -> days: on which days of each, as bits
// -> source: who told
// -> told_of: ids that it was told about, as `sender=crm:7`; null where no others
MATCH (sender:Person {id: $one})-[flow:WROTE]-(receiver:Person {id: $other})
LET from = startNode(flow).id, to = endNode(flow).id, said = properties(flow)
DELETE flow
RETURN from AS sender, to AS receiver, said.channel AS channel, said.months AS months, said.counts AS counts, said.days AS days,
  said.source AS source, said.told_of AS told_of
ORDER BY sender, receiver, channel, told_of
