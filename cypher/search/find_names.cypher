// People, organisations, units and opportunities whose names match, best first; before them who is known by an identifier.
// access: read
// returns: one
// $lucene: what to look for, in Lucene's syntax, made of folded words only
// $exact: the names that fit letter for letter, in lower case
// $whole: the names that fit as a whole, as they stand in search_more
// $known_by: identifiers that may be meant
// $as_of: the day on which people, organisations and units must exist and opportunities must have begun, and seats are told
// $any_day: also what was, or will be, there on another day only
// $candidates: most names taken from the index
// $within: id of the organisation to which hits must belong: itself, its units, its opportunities, and whoever holds a seat
//    there on the day; null: anywhere
// $after: score and id of the hit after which the page begins; null: the first page
// $limit: most hits
// -> hits: kind, id, name, english_name, title in the main seat, place (the organisation of a person or unit, the account
//    of an opportunity), score (only good for comparing hits of one answer) and fit (exact, whole or part)
// -> candidates: how many names the index gave
CALL () {
  CALL db.index.fulltext.queryNodes('names', $lucene, {limit: $candidates}) YIELD node, score
  RETURN collect({node: node, score: score}) AS found
}
LET candidates = size(found)
CALL () {
  UNWIND $known_by AS id
  MATCH (:Identifier {id: id})-[:IDENTIFIES]->(node)
  RETURN collect(DISTINCT node) AS known
}
LET matches = [node IN known | {node: node, score: 0.0}] + [match IN found WHERE NOT match.node IN known]
LET hits = COLLECT {
  UNWIND matches AS match
  LET hit = match.node
  LET kind = CASE
    WHEN hit:Person THEN 'person' WHEN hit:Organization THEN 'organization' WHEN hit:Unit THEN 'unit' ELSE 'opportunity' END
  FILTER $any_day OR @holds(hit) OR kind = 'opportunity' AND @begun(hit)
  FILTER $within IS NULL OR @is_within(hit, $within)
  LET fit = CASE
    WHEN hit IN known THEN 'exact'
    WHEN any(name IN [hit.name, hit.english_name] + coalesce(hit.aliases, []) WHERE toLower(name) IN $exact) THEN 'exact'
    WHEN any(form IN $whole WHERE hit.search_more CONTAINS form) THEN 'whole'
    ELSE 'part'
  END
  // Names that fit as a whole come first, whatever the index gives for others.
  LET score = match.score + CASE WHEN hit IN known THEN 40000 WHEN fit = 'exact' THEN 20000 WHEN fit = 'whole' THEN 10000 ELSE 0 END
  FILTER $after IS NULL OR score < $after.score OR score = $after.score AND hit.id > $after.id
  WITH hit, kind, fit, score ORDER BY score DESC, hit.id LIMIT $limit
  @main_seat(hit)
  LET near = coalesce(main_place, hit)
  OPTIONAL MATCH (near)-[:BELONGS_TO|FOR]->(of:Organization)
  RETURN hit {.id, .name, .english_name, kind: kind, title: main_seat.title, place: coalesce(of, main_place).name, score: score, fit: fit}
  ORDER BY score DESC, hit.id
}
RETURN hits, candidates
