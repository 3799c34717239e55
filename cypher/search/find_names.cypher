// People, organisations, units and opportunities whose names match, best first.
// access: read
// returns: many
// $lucene: what to look for, in Lucene's syntax, made of escaped words only
// $exact: the names that count as a full match, in lower case
// $kinds: kinds asked for, or null
// $as_of: the day on which people, organisations and units must exist and opportunities must have begun
// $candidates: most names taken from the index
// $limit: most rows
// -> kind: person, organization, unit or opportunity
// -> id: its id
// -> name: its name
// -> english_name: its name in English
// -> title: a person's title in the main seat
// -> place: the organisation of a person or unit, the account of an opportunity
// -> score: how well it matches; only good for comparing the rows of one answer
// -> candidates: how many names the index gave
CALL () {
  CALL db.index.fulltext.queryNodes('names', $lucene, {limit: $candidates}) YIELD node, score
  RETURN collect({node: node, score: score}) AS found
}
LET candidates = size(found)
UNWIND found AS match
LET hit = match.node
LET kind = CASE
  WHEN hit:Person THEN 'person' WHEN hit:Organization THEN 'organization' WHEN hit:Unit THEN 'unit' ELSE 'opportunity' END
FILTER ($kinds IS NULL OR kind IN $kinds)
  AND coalesce(hit.valid_from, $as_of) <= $as_of
  AND (kind = 'opportunity' OR coalesce(hit.valid_to > $as_of, true))
LET full = any(name IN [hit.name, hit.english_name] + coalesce(hit.aliases, []) WHERE toLower(name) IN $exact)
// A full name comes before whatever only contains the words; Lucene's own scores stay far below 100.
LET score = match.score + CASE WHEN full THEN 100 ELSE 0 END
WITH hit, kind, score, candidates ORDER BY score DESC, hit.id LIMIT $limit
CALL (hit) {
  OPTIONAL MATCH (hit)-[seat:HOLDS]->(at)
  WHERE @holds(seat)
  WITH hit, seat, at ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
  LET near = coalesce(at, hit)
  OPTIONAL MATCH (near)-[:BELONGS_TO|FOR]->(of:Organization)
  RETURN seat.title AS title, coalesce(of, at).name AS place
}
RETURN kind, hit.id AS id, hit.name AS name, hit.english_name AS english_name, title, place, score, candidates
ORDER BY score DESC, id
