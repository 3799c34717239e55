// Who could take an intermediary's place between two people: all with a usable relation from the one and to the other.
// access: read
// returns: many
// $gaps: ids of the two people of each gap: before and after
// $targets: ids of the people to reach, who are no way
// $starts: ids of the people to start from, who are no way; null for all of ours
// $opportunity: id of the opportunity whose opponents are left out; null for those of any live one
// $as_of: the day asked about
// $use: 1 for the kinds of relation that are used (tie, influence, line), 0 for the others
// $assumed: strengths of hops that record none: tie, influence, solid_up, solid_down, dotted_up, dotted_down
// $least_strength: weaker hops are not used, 0..1
// $avoided: ids of organisations and units whose people are no way
// $prefer: ids of organisations whose people are preferred; empty for none
// $preference: what somebody from elsewhere multiplies the score by, 0..1
// $load: people with more than `free` open asks multiply the score by `factor` for each ask more
// $unknown_support: what somebody at the opportunity's account of unknown support multiplies the score by, 0..1
// $most: so many in each gap, those of the strongest relations, are looked at
// $limit: most people told of each gap
// -> place: the gap's place in `gaps`, from 0
// -> candidates: the people (paths.stand_ins.Candidate), the best first
UNWIND range(0, size($gaps) - 1) AS place
MATCH (before:Person {id: $gaps[place].before})
MATCH (after:Person {id: $gaps[place].after})
CALL (before, after) {
  CALL (before, after) {
    // From whoever has fewer relations: hubs have thousands.
    LET few = CASE WHEN COUNT { (before)--() } <= COUNT { (after)--() } THEN before ELSE after END
    LET many = CASE WHEN few = before THEN after ELSE before END
    MATCH (few)-[:TIE|INFLUENCES|REPORTS_TO]-(candidate)
    WITH DISTINCT many, candidate
    FILTER EXISTS { (candidate)-[:TIE|INFLUENCES|REPORTS_TO]-(many) }
    RETURN candidate
  }
  CALL (before, candidate) {
    LET origin = before, to = candidate
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
      AND (relation:REPORTS_TO OR coalesce(known, relation.weight) IS NOT NULL OR NOT @recorded(origin, to))
    // <alternative>
    LET usable = relation {strength: strength, assumed: coalesce(relation.strength, relation.weight) IS NULL,
      relation: CASE type(relation)
        WHEN 'TIE' THEN 'tie'
        WHEN 'INFLUENCES' THEN 'influence'
        ELSE CASE WHEN startNode(relation) = origin THEN 'reports_to' ELSE 'manages' END END,
      .basis, since: relation.valid_from, until: relation.valid_to, .last_contact, .source,
      fact_id: relation.id}
    // </alternative>
    ORDER BY usable.strength DESC,
      CASE usable.relation WHEN 'tie' THEN 1 WHEN 'influence' THEN 2 ELSE 3 END, usable.fact_id
    LIMIT 1
    RETURN usable AS reached
  }
  CALL (after, candidate) {
    LET origin = candidate, to = after
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
      AND (relation:REPORTS_TO OR coalesce(known, relation.weight) IS NOT NULL OR NOT @recorded(origin, to))
    // <alternative>
    LET usable = relation {strength: strength, assumed: coalesce(relation.strength, relation.weight) IS NULL,
      relation: CASE type(relation)
        WHEN 'TIE' THEN 'tie'
        WHEN 'INFLUENCES' THEN 'influence'
        ELSE CASE WHEN startNode(relation) = origin THEN 'reports_to' ELSE 'manages' END END,
      .basis, since: relation.valid_from, until: relation.valid_to, .last_contact, .source,
      fact_id: relation.id}
    // </alternative>
    ORDER BY usable.strength DESC,
      CASE usable.relation WHEN 'tie' THEN 1 WHEN 'influence' THEN 2 ELSE 3 END, usable.fact_id
    LIMIT 1
    RETURN usable AS onward
  }
  WITH before, after, candidate, reached, onward, reached.strength * onward.strength AS strength
  ORDER BY strength DESC, candidate.id LIMIT $most
  LET to = candidate
  LET said = @said_of(to, $opportunity)
  FILTER NOT to.id IN $targets
    AND NOT coalesce(to.id IN $starts, EXISTS {
      (to)-[seat:HOLDS]->(at)
      WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
        AND (at.kind = 'vendor' OR EXISTS { (at)-[:BELONGS_TO]->(:Organization {kind: 'vendor'}) })
    })
    AND NOT coalesce(to.declines_introductions, false)
    AND coalesce(to.valid_from, $as_of) <= $as_of AND coalesce(to.valid_to > $as_of, true)
    AND NOT @against(said)
    AND NOT EXISTS {
      (to)-[seat:HOLDS]->(at)
      WHERE at.id IN $avoided AND coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
    }
    AND NOT EXISTS {
      (to)-[friction:FRICTION]-(other)
      WHERE other IN [before, after]
        AND coalesce(friction.valid_from, $as_of) <= $as_of AND coalesce(friction.valid_to > $as_of, true)
    }
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
  LET score = strength * bearing.load_factor * bearing.support_factor * bearing.preference_factor
  ORDER BY round(score, 12) DESC, to.id LIMIT $limit
  RETURN collect(bearing {.*, person: to.id, reached: reached, onward: onward}) AS candidates
}
RETURN place, candidates
