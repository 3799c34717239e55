// Which of the given solid reporting lines close a circle: all of its lines hold on a common day.
// access: read
// returns: many
// $keys: keys of reporting lines
// -> key: the given line
// -> cycle: keys of all lines of the circle
UNWIND $keys AS key
MATCH (person:Person)-[line:REPORTS_TO {key: key, line: 'solid'}]->(manager:Person)
CALL (person, line, manager) {
  MATCH (manager)-[above:REPORTS_TO WHERE above.line = 'solid']->{1,60}(person)
  WHERE allReduce(
    span = {since: coalesce(line.valid_from, date('-9999-01-01')), until: coalesce(line.valid_to, date('9999-12-31'))},
    next IN above |
      {since: CASE WHEN next.valid_from > span.since THEN next.valid_from ELSE span.since END,
       until: CASE WHEN next.valid_to < span.until THEN next.valid_to ELSE span.until END},
    span.since < span.until)
  RETURN [next IN above | next.key] AS keys
  LIMIT 1
}
RETURN key, [key] + keys AS cycle
