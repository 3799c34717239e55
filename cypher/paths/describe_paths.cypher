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
// $load: intermediaries with more than `free` open asks multiply the score by `factor` for each ask more
// $unknown_support: what an intermediary at the opportunity's account of unknown support multiplies the score by, 0..1
// -> place: the path's place in `paths`, from 0
// -> hops: its hops (paths.model.Hop)
// -> intermediaries: those between start and target (paths.model.Intermediary)
UNWIND range(0, size($paths) - 1) AS place
LET ids = $paths[place]
CALL (ids) {
  UNWIND range(0, size(ids) - 1) AS step
  MATCH (person:Person {id: ids[step]})
  // <card>
  CALL (person) {
    OPTIONAL MATCH (person)-[seat:HOLDS]->(at)
    WHERE @holds(seat)
    WITH seat, at ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
    OPTIONAL MATCH (at)-[:BELONGS_TO]->(of:Organization)
    LET organization = coalesce(of, at)
    RETURN person {.id, .name, .english_name, title: seat.title, english_title: seat.english_title, layer: seat.layer,
      unit: CASE WHEN of IS NULL THEN null ELSE at.name END,
      organization_id: organization.id, organization: organization.name, organization_kind: organization.kind} AS card
  }
  // </card>
  WITH person, card, step ORDER BY step
  RETURN collect(person) AS people, collect(card) AS cards
}
CALL (people, cards) {
  UNWIND range(0, size(people) - 2) AS step
  LET origin = people[step], to = people[step + 1]
  CALL (origin, to) {
    MATCH (origin)-[relation:TIE|INFLUENCES|REPORTS_TO]-(to)
    WHERE coalesce(relation.valid_from, $as_of) <= $as_of AND coalesce(relation.valid_to > $as_of, true)
  // <strength>
  LET known = relation.strength
  LET strength = CASE
    WHEN known IS NOT NULL THEN $use.tie * known
    WHEN relation:TIE THEN $use.tie * $assumed.tie
    WHEN relation:INFLUENCES
      THEN CASE WHEN startNode(relation) = origin THEN $use.influence * coalesce(relation.weight, $assumed.influence) END
    WHEN relation.line = 'dotted'
      THEN $use.line * CASE WHEN startNode(relation) = origin THEN $assumed.dotted_up ELSE $assumed.dotted_down END
    ELSE $use.line * CASE WHEN startNode(relation) = origin THEN $assumed.solid_up ELSE $assumed.solid_down END
  END
  // </strength>
    FILTER strength > 0 AND strength >= $least_strength
    // <alternative>
    LET usable = relation {strength: strength, assumed: coalesce(relation.strength, relation.weight) IS NULL,
      relation: CASE type(relation)
        WHEN 'TIE' THEN 'tie'
        WHEN 'INFLUENCES' THEN 'influence'
        ELSE CASE WHEN startNode(relation) = origin THEN 'reports_to' ELSE 'manages' END END,
      .basis, since: relation.valid_from, until: relation.valid_to, .last_contact, .source,
      fact_id: relation.id}
    // </alternative>
    LET counts = relation:REPORTS_TO OR NOT usable.assumed OR NOT @recorded(origin, to)
    // The strongest that counts stands for the hop; ties go by kind, then by id.
    ORDER BY counts DESC, usable.strength DESC,
      CASE usable.relation WHEN 'tie' THEN 1 WHEN 'influence' THEN 2 ELSE 3 END, usable.fact_id
    RETURN collect(CASE WHEN counts THEN usable END) AS counting, collect(usable) AS usable
  }
  // Whatever relation is used, the two have been in contact; what was recorded later says nothing of the day.
  CALL (origin, to) {
    MATCH (origin)-[tie:TIE]-(to)
    WHERE coalesce(tie.valid_from, $as_of) <= $as_of AND coalesce(tie.valid_to > $as_of, true)
      AND tie.last_contact <= $as_of
    RETURN max(tie.last_contact) AS last_contact
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
  // <asks>
  LET asks = COUNT {
    (to)<-[ask:ASKS]-() WHERE coalesce(ask.valid_from, $as_of) <= $as_of AND coalesce(ask.valid_to > $as_of, true)
  }
  // </asks>
  // <factors>
  LET unknown = EXISTS {
    (to)-[seat:HOLDS]->(at)
    WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
      AND EXISTS { (:Opportunity {id: $opportunity})-[:FOR]->(account) WHERE at = account OR EXISTS { (at)-[:BELONGS_TO]->(account) } }
  } AND NOT EXISTS {
    (to)-[stance:HAS_SUPPORT]->(:Opportunity {id: $opportunity})
    WHERE stance.level IS NOT NULL AND coalesce(stance.valid_from, $as_of) <= $as_of AND coalesce(stance.valid_to > $as_of, true)
  }
  LET preferred = $preference = 1 OR EXISTS {
    (to)-[seat:HOLDS]->(at)
    WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
      AND (at.id IN $prefer OR EXISTS { (at)-[:BELONGS_TO]->(of:Organization) WHERE of.id IN $prefer })
  }
  LET bearing = {open_asks: asks,
      load_factor: CASE WHEN asks > $load.free THEN $load.factor ^ (asks - $load.free) ELSE 1.0 END,
      support_unknown: unknown, support_factor: CASE WHEN unknown THEN $unknown_support ELSE 1.0 END,
      preference_factor: CASE WHEN preferred THEN 1.0 ELSE $preference END}
  // </factors>
  WITH bearing {.*, person: cards[step]} AS intermediary, step ORDER BY step
  RETURN collect(intermediary) AS intermediaries
}
RETURN place, hops, intermediaries
