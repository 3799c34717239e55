// What the graph has of flows of traffic between people.
// access: read
// returns: many
// $rows: of each sender id, and ids of the receivers
// -> sender: id of who wrote or called
// -> receiver: id of whom
// -> channel: by what
// -> told_of: ids that it was told about, as `sender=crm:7`; null where no others
// -> months: numbers of the months in which there was traffic
// -> counts: how often in each
// -> days: on which days of each, as bits
// -> source: who told
// -> flow: the relationship, as long as the transaction lasts
UNWIND $rows AS row
MATCH (sender:Person {id: row.sender})-[flow:WROTE]->(receiver:Person)
WHERE receiver.id IN row.receivers
RETURN sender.id AS sender, receiver.id AS receiver, flow.channel AS channel, flow.told_of AS told_of, flow.months AS months,
  flow.counts AS counts, flow.days AS days, flow.source AS source, elementId(flow) AS flow
