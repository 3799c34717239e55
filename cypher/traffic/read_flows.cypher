// What the graph has of flows of traffic between people.
// access: read
// returns: many
// $rows: of each flow n, its number; sender and receiver: ids of the people; channel; told_of: ids that it was told about
// -> n: its number
// -> there: both people are there
// -> months: numbers of the months in which there was traffic; null where there is no such flow yet
// -> counts: how often in each
// -> days: on which days of each, as bits
// -> source: who told
UNWIND $rows AS row
OPTIONAL MATCH (sender:Person {id: row.sender})
OPTIONAL MATCH (receiver:Person {id: row.receiver})
CALL (row, sender, receiver) {
  OPTIONAL MATCH (sender)-[flow:WROTE]->(receiver)
  WHERE flow.channel = row.channel AND coalesce(flow.told_of, []) = row.told_of
  RETURN head(collect(flow)) AS flow
}
RETURN row.n AS n, sender IS NOT NULL AND receiver IS NOT NULL AS there, flow.months AS months, flow.counts AS counts, flow.days AS days,
  flow.source AS source
ORDER BY n
