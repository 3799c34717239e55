// What there is to say of paths: the people, each hop's usable relations, and how the intermediaries bear on it.
// access: read
// returns: many
// $paths: ids of the people of each path, from the start to the target
// $opportunity: id of the opportunity it is for, or null
// $as_of: the day asked about
// $use: 1 for the kinds of relation that are used (tie, influence, line), 0 for the others
// $assumed: strengths of hops that record none: tie, influence, solid_up, solid_down, dotted_up, dotted_down
// $least_strength: weaker hops are not used, 0..1
// $prefer: ids of organisations whose people are preferred; empty for none
// $preference: what each intermediary from elsewhere multiplies the score by, 0..1
// $load: intermediaries whose open asks weigh more than `free` multiply the score by `factor` for each ask's weight more
// $unknown_support: what an intermediary at the opportunity's account of unknown support multiplies the score by, 0..1
// -> place: the path's place in `paths`, from 0
// -> hops: its hops (paths.model.Hop)
// -> intermediaries: those between start and target (paths.model.Intermediary)
UNWIND range(0, size($paths) - 1) AS place
LET ids = $paths[place]
CALL (ids) {
  UNWIND range(0, size(ids) - 1) AS step
  MATCH (person:Person {id: ids[step]})
  @card(person)
  WITH person, card, step ORDER BY step
  RETURN collect(person) AS people, collect(card) AS cards
}
CALL (people, cards) {
  UNWIND range(0, size(people) - 2) AS step
  LET origin = people[step], to = people[step + 1]
  CALL (origin, to) {
    @usable(origin, to)
    RETURN collect(CASE WHEN counts THEN usable END) AS counting, collect(usable) AS usable
  }
  // Whatever relation is used, the two have been in contact.
  CALL (origin, to) {
    MATCH (origin)-[tie:TIE]-(to)
    WHERE @holds(tie)
    RETURN max(@contact(tie)) AS last_contact
  }
  LET best = counting[0]
  // A manager who has left where the other sits is hardly listened to there.
  LET manager = CASE best.relation WHEN 'manages' THEN origin WHEN 'reports_to' THEN to END,
    report = CASE best.relation WHEN 'manages' THEN to WHEN 'reports_to' THEN origin END
  LET manager_left = EXISTS {
    MATCH (report)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(of:Organization)
    WHERE @holds(seat)
    MATCH (manager)-[old:HOLDS]->(was)
    WHERE old.valid_to <= $as_of AND EXISTS { (was)-[:BELONGS_TO]->{0,1}(at:Organization) WHERE at = of }
      AND NOT EXISTS { (manager)-[now:HOLDS]->()-[:BELONGS_TO]->{0,1}(at:Organization) WHERE at = of AND @holds(now) }
  }
  WITH best {.*, last_contact: last_contact, days_since_contact: duration.inDays(last_contact, $as_of).days,
    manager_left: manager_left, origin: cards[step], to: cards[step + 1], alternatives: usable[1..]} AS hop, step ORDER BY step
  RETURN collect(hop) AS hops
}
CALL (people, cards) {
  UNWIND range(1, size(people) - 2) AS step
  LET to = people[step]
  @bearing(to)
  WITH bearing {.*, person: cards[step]} AS intermediary, step ORDER BY step
  RETURN collect(intermediary) AS intermediaries
}
RETURN place, hops, intermediaries
