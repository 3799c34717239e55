// Writes flows of traffic between people, in place of what the graph has of them.
// access: write
// returns: one
// $rows: of each flow sender and receiver: ids of the people; channel; told_of: ids that it was told about; months, counts, days: its
//   traffic; source: who told
// $now: the moment of recording
// $by: who records it; null when nobody has to say
// -> count: how many were written
UNWIND $rows AS row
MATCH (sender:Person {id: row.sender})
MATCH (receiver:Person {id: row.receiver})
CALL (row, sender, receiver) {
  OPTIONAL MATCH (sender)-[flow:WROTE]->(receiver)
  WHERE flow.channel = row.channel AND coalesce(flow.told_of, []) = row.told_of
  RETURN head(collect(flow)) AS there
}
CALL (row, sender, receiver, there) {
  WHEN there IS NULL THEN {
    CREATE (sender)-[flow:WROTE]->(receiver)
    SET flow = {channel: row.channel, told_of: CASE WHEN size(row.told_of) > 0 THEN row.told_of END}
    RETURN flow
  }
  ELSE {
    RETURN there AS flow
  }
}
SET flow += {months: row.months, counts: row.counts, days: row.days, source: row.source, recorded_at: $now, recorded_by: $by}
RETURN count(flow) AS count
