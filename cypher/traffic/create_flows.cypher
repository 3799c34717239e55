// Writes flows of traffic between people of which the graph has none.
// access: write
// returns: one
// $rows: of each sender id, and flows: receiver: id of the person; channel; told_of: ids that it was told about, null where no others;
//   months, counts, days: the traffic; source: who told
// $now: the moment of recording, in seconds since 1970
// $by: who records it; null when nobody has to say
// -> count: how many were written
UNWIND $rows AS row
MATCH (sender:Person {id: row.sender})
UNWIND row.flows AS told
MATCH (receiver:Person {id: told.receiver})
CREATE (sender)-[flow:WROTE {channel: told.channel, told_of: told.told_of, months: told.months, counts: told.counts, days: told.days,
  source: told.source, recorded_at: $now, recorded_by: $by}]->(receiver)
RETURN count(flow) AS count
