// All contact of pairs of people, and the strengths that are told of them: of each person asked for with all others or some.
// Days are numbers: of days since 1970.
// access: read
// returns: many
// $rows: id of one of each pair; others: ids of the other ones, null for all; above: only with those whose id is greater
// $as_of: the day
// $crowd: interactions of more people are no contact of two of them
// -> one: id of the one
// -> other: id of the other
// -> flows: their traffic: sent by the one, channel, numbers of months, days of each as bits
// -> met: the interactions in which both took part: day, kind, how many took part, whether both came (not denied)
// -> covered: a strength of theirs holds on the day that somebody recorded
// -> next_covered: number of the first day after it on which one holds; null when there is none
// -> covered_until: number of the day on which the recorded strength ends; null without one, and where no end is known
// -> computed: what is computed of them and holds on the day: strength, number of the day of the last contact, of the day since when
// -> touched: key of the recorded tie whose end is due
UNWIND $rows AS row
MATCH (one:Person {id: row.id})
CALL (one, row) {
  MATCH (one)-[flow:WROTE]-(other:Person)
  WHERE (row.others IS NULL OR other.id IN row.others) AND (NOT row.above OR other.id > one.id)
  RETURN other, [startNode(flow) = one, flow.channel, flow.months, flow.days] AS flow, null AS meeting, null AS tie
  UNION ALL
  MATCH (one)-[mine:TOOK_PART]->(interaction:Interaction)<-[theirs:TOOK_PART]-(other:Person)
  WHERE (row.others IS NULL OR other.id IN row.others) AND (NOT row.above OR other.id > one.id)
    AND @holds(interaction)
  LET people = COUNT { (interaction)<-[:TOOK_PART]-() }
  FILTER people <= $crowd
  RETURN other, null AS flow,
    [interaction.id, duration.inDays(date('1970-01-01'), interaction.valid_from).days, interaction.kind,
      people, coalesce(mine.came, true) AND coalesce(theirs.came, true)] AS meeting, null AS tie
  UNION ALL
  MATCH (one)-[tie:TIE]-(other:Person)
  WHERE tie.strength IS NOT NULL
    AND (row.others IS NULL OR other.id IN row.others) AND (NOT row.above OR other.id > one.id)
    AND (tie.valid_to IS NULL OR tie.valid_to > $as_of)
  RETURN other, null AS flow, null AS meeting, tie
}
WITH one, other, collect(flow) AS flows, collect(meeting) AS met, collect(tie) AS ties
FILTER size(flows) > 0 OR size(met) > 0 OR any(tie IN ties WHERE tie.origin = 'computed')
LET told = [tie IN ties WHERE tie.origin IS NULL OR tie.origin <> 'computed'],
  computed = head([tie IN ties WHERE tie.origin = 'computed' AND @holds(tie)])
LET holding = [tie IN told WHERE @holds(tie)]
RETURN one.id AS one, other.id AS other, flows, [each IN met | each[1..]] AS met, size(holding) > 0 AS covered,
  reduce(first = null, day IN [tie IN told WHERE tie.valid_from > $as_of | duration.inDays(date('1970-01-01'), tie.valid_from).days] |
    CASE WHEN first < day THEN first ELSE day END) AS next_covered,
  CASE WHEN all(tie IN holding WHERE tie.valid_to IS NOT NULL) THEN
    reduce(last = null, day IN [tie IN holding | duration.inDays(date('1970-01-01'), tie.valid_to).days] |
      CASE WHEN last > day THEN last ELSE day END) END AS covered_until,
  CASE WHEN computed IS NOT NULL THEN [computed.strength, duration.inDays(date('1970-01-01'), computed.last_contact).days,
    duration.inDays(date('1970-01-01'), computed.valid_from).days] END AS computed,
  head([tie IN holding | tie.key]) AS touched
