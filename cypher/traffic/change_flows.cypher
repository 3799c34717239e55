// Writes what is told of flows of traffic in place of what the graph has of them.
// access: write
// returns: one
// $rows: of each flow the relationship, which the transaction has read; months, counts, days: its traffic; source: who told
// $now: the moment of recording, in seconds since 1970
// $by: who records it; null when nobody has to say
// -> count: how many were written
UNWIND $rows AS row
MATCH ()-[flow:WROTE]->()
WHERE elementId(flow) = row.flow
SET flow.months = row.months, flow.counts = row.counts, flow.days = row.days, flow.source = row.source, flow.recorded_at = $now,
  flow.recorded_by = $by
RETURN count(flow) AS count
