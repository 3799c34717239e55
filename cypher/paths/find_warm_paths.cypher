// The strongest simple paths to a person that are at least as strong as a floor, the best first.
// A hop uses the strongest relation between its two people. No path runs through an opponent, across friction, or
// through another of the starts.
// access: read
// returns: many
// $target: id of the person to reach
// $starts: ids of the people to start from; null for all of ours
// $opportunity: id of the opportunity whose opponents are avoided, or null
// $as_of: the day asked about
// $max_hops: 1..6
// $floor: the least strength of a path, 0..1; every path at least this strong is found
// $assumed: strengths of hops that record none: tie, influence, solid_line, dotted_line
// $limit: most rows
// -> strength: product of the hops' strengths
// -> hops: the hops from the start to the target (paths.model.Hop)
MATCH (target:Person {id: $target})
CALL () {
  WHEN $starts IS NULL THEN {
    MATCH (:Organization {kind: 'vendor'})<-[:BELONGS_TO]-{0,1}()<-[seat:HOLDS]-(person:Person)
    WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
    RETURN collect(DISTINCT person) AS given
  }
  ELSE {
    MATCH (person:Person WHERE person.id IN $starts)
    RETURN collect(person) AS given
  }
}
CALL () {
  OPTIONAL MATCH (:Opportunity {id: $opportunity})<-[stance:HAS_SUPPORT {level: -1}]-(person:Person)
  WHERE coalesce(stance.valid_from, $as_of) <= $as_of AND coalesce(stance.valid_to > $as_of, true)
  RETURN collect(person) AS opponents
}
// A path has only its first person among the starts: who else of ours stands in front adds nothing.
LET starts = [person IN given WHERE person <> target]
// Outwards from the target: `near` is the end of a hop, `far` the one who makes it.
MATCH path = ACYCLIC (target) (
  (near:Person)-[relation:TIE|INFLUENCES|REPORTS_TO]-(far:Person)
  WHERE coalesce(relation.valid_from, $as_of) <= $as_of AND coalesce(relation.valid_to > $as_of, true)
    AND coalesce(far.valid_from, $as_of) <= $as_of AND coalesce(far.valid_to > $as_of, true)
    AND (NOT relation:INFLUENCES OR startNode(relation) = far)
    AND NOT near IN starts
    AND NOT far IN opponents
    AND NOT EXISTS {
      (near)-[friction:FRICTION]-(far)
      WHERE coalesce(friction.valid_from, $as_of) <= $as_of AND coalesce(friction.valid_to > $as_of, true)
    }
){1,6} (start:Person)
WHERE start IN starts
  AND allReduce(
    reached = {strength: 1.0, hops: 0},
    hop IN relation |
      {strength: reached.strength * CASE
        WHEN hop:TIE THEN coalesce(hop.strength, $assumed.tie)
        WHEN hop:INFLUENCES THEN coalesce(hop.weight, $assumed.influence)
        WHEN hop.line = 'dotted' THEN $assumed.dotted_line
        ELSE $assumed.solid_line END,
       hops: reached.hops + 1},
    // A product taken in the other direction may differ in its last digits.
    reached.strength >= $floor * 0.999999999 AND reached.strength > 0 AND reached.hops <= $max_hops)
LET people = reverse(nodes(path)), relations = reverse(relationships(path))
LET strengths = [hop IN relations | CASE
        WHEN hop:TIE THEN coalesce(hop.strength, $assumed.tie)
        WHEN hop:INFLUENCES THEN coalesce(hop.weight, $assumed.influence)
        WHEN hop.line = 'dotted' THEN $assumed.dotted_line
        ELSE $assumed.solid_line END]
LET strength = round(reduce(product = 1.0, hop IN strengths | product * hop), 12)
FILTER strength >= $floor
// Of parallel relations the strongest stands for the hop; ties go by kind, then by id.
LET choice = [hop IN relations | [CASE type(hop) WHEN 'TIE' THEN 1 WHEN 'INFLUENCES' THEN 2 ELSE 3 END, hop.id]]
WITH people, strength, relations, strengths ORDER BY strength DESC, choice
WITH people, head(collect({strength: strength, relations: relations, strengths: strengths})) AS best
WITH people, best, [person IN people | person.id] AS ids
ORDER BY best.strength DESC, size(ids), ids
LIMIT $limit
CALL (people) {
  UNWIND range(0, size(people) - 1) AS place
  LET person = people[place]
  // <card>
  CALL (person) {
    OPTIONAL MATCH (person)-[seat:HOLDS]->(at)
    WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
    WITH seat, at ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
    OPTIONAL MATCH (at)-[:BELONGS_TO]->(of:Organization)
    LET organization = coalesce(of, at)
    RETURN person {.id, .name, .english_name, title: seat.title, english_title: seat.english_title, layer: seat.layer,
      unit: CASE WHEN of IS NULL THEN null ELSE at.name END,
      organization_id: organization.id, organization: organization.name, organization_kind: organization.kind} AS card
  }
  // </card>
  WITH card ORDER BY place
  RETURN collect(card) AS cards
}
CALL (people, best, cards) {
  UNWIND range(0, size(cards) - 2) AS place
  LET hop = best.relations[place]
  LET relation = CASE type(hop)
    WHEN 'TIE' THEN 'tie'
    WHEN 'INFLUENCES' THEN 'influence'
    ELSE CASE WHEN startNode(hop) = people[place] THEN 'reports_to' ELSE 'manages' END END
  WITH hop {origin: cards[place], to: cards[place + 1], relation: relation, strength: best.strengths[place],
      assumed: coalesce(hop.strength, hop.weight) IS NULL,
      .basis, since: hop.valid_from, .last_contact, .source, fact_id: hop.id} AS hop ORDER BY place
  RETURN collect(hop) AS hops
}
RETURN best.strength AS strength, hops
ORDER BY strength DESC, size(hops), [person IN people | person.id]
