// The same as scout_paths, which says how it works, for paths of up to 6 hops. Written by scripts/write_path_searches.py.
// access: read
// returns: one
// $who: whom the search concerns, in one map, so that Neo4j keeps one plan however many they are:
//   targets: ids of the people to reach
//   starts: ids of the people to start from; null for all of ours
//   opportunity: id of the opportunity whose opponents are gone around; null for those of any live one
//   avoided: ids of organisations and units whose people are no way
//   prefer: ids of organisations whose people are preferred; empty for none
//   barred: ids of people who are no way
//   barred_introducers: ids of people who are not to make the last hop
// $as_of: the day asked about
// $max_hops: 1..6
// $use: 1 for the kinds of relation that are used (tie, influence, line), 0 for the others
// $assumed: strengths of hops that record none: tie, influence, solid_up, solid_down, dotted_up, dotted_down
// $least_strength: weaker hops are not used, 0..1
// $hop_factor: what each hop multiplies the score by, 0..1
// $preference: what each intermediary from elsewhere multiplies the score by, 0..1
// $load: intermediaries with more than `free` open asks multiply the score by `factor` for each ask more
// $unknown_support: what an intermediary at the opportunity's account of unknown support multiplies the score by, 0..1
// $floor: the least score of a path; every path at least as good is found
// $limit: most rows; beyond them the floor rises
// $width: most people kept of a level, the best
// $spread: a ring is drawn while there are no more relations than these, or twice the targets', to look along
// -> paths: score (product of strengths and factors, 0..1) and people (ids from the start to the target)
// -> dropped: nothing better than this was left out of the levels; 0 when nothing was
// -> visited: how many people the trails reached, counted in each level
CALL () {
  MATCH (person:Person WHERE person.id IN $who.targets)
  RETURN collect(person) AS targets
}
CALL () {
  WHEN $who.starts IS NULL THEN {
    MATCH (us:Organization {kind: 'vendor'})
    CALL (us) {
      RETURN us AS at
      UNION ALL
      MATCH (us)<-[:BELONGS_TO]-(at) RETURN at
    }
    MATCH (at)<-[seat:HOLDS]-(person)
    WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
    FILTER coalesce(person.valid_from, $as_of) <= $as_of AND coalesce(person.valid_to > $as_of, true)
    RETURN collect(DISTINCT person) AS given
  }
  ELSE {
    MATCH (person:Person WHERE person.id IN $who.starts)
    WHERE coalesce(person.valid_from, $as_of) <= $as_of AND coalesce(person.valid_to > $as_of, true)
    RETURN collect(person) AS given
  }
}
CALL () {
  WHEN $preference < 1 THEN {
    MATCH (organization:Organization WHERE organization.id IN $who.prefer)
    CALL (organization) {
      RETURN organization AS at
      UNION ALL
      MATCH (organization)<-[:BELONGS_TO]-(at) RETURN at
    }
    MATCH (at)<-[seat:HOLDS]-(person)
    WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
    RETURN collect(DISTINCT person) AS preferred
  }
  ELSE { RETURN null AS preferred }
}
CALL () {
  WHEN $unknown_support < 1 THEN {
    MATCH (deal:Opportunity {id: $who.opportunity})-[:FOR]->(account)
    CALL (account) {
      RETURN account AS at
      UNION ALL
      MATCH (account)<-[:BELONGS_TO]-(at) RETURN at
    }
    MATCH (at)<-[seat:HOLDS]-(person)
    WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
      AND NOT EXISTS {
        (person)-[stance:HAS_SUPPORT]->(deal)
        WHERE stance.level IS NOT NULL AND coalesce(stance.valid_from, $as_of) <= $as_of AND coalesce(stance.valid_to > $as_of, true)
      }
    RETURN collect(DISTINCT person) AS unsure
  }
  ELSE { RETURN [] AS unsure }
}
// A path has only its first person among the starts and its last among the targets: others of them add nothing.
LET starts = [person IN given WHERE NOT person IN targets]
LET level0 = [person IN targets | {at: person, best: 1.0, people: [person.id]}],
    found0 = [], least0 = $floor - 5e-13, lowest = $floor - 5e-13,
    ring0 = [person IN starts | {at: person, best: 1.0}], reach0 = starts
LET within0 = ring0
CALL (targets) {
  UNWIND targets AS to
  RETURN CASE WHEN $spread > 2 * sum(COUNT { (to)--() }) THEN $spread ELSE 2 * sum(COUNT { (to)--() }) END AS spread
}
// <ring> 1: everybody so many hops from the starts, and how well that goes at best; null when too many.
CALL (ring0) {
  UNWIND ring0[..$spread] AS one
  LET origin = one.at
  RETURN sum(COUNT { (origin)--() }) AS around1
}
CALL (ring0, around1, spread, starts, lowest) {
  WHEN around1 <= spread AND $max_hops > 2 * 1 - 2 THEN {
    UNWIND ring0 AS one
    LET origin = one.at
    MATCH (origin)-[relation:TIE|INFLUENCES|REPORTS_TO]-(to)
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
    LET score = one.best * strength * $hop_factor
    FILTER score >= lowest AND strength >= $least_strength AND NOT to IN starts
      AND coalesce(relation.valid_from, $as_of) <= $as_of AND coalesce(relation.valid_to > $as_of, true)
    WITH to, max(score) AS best
    RETURN collect({at: to, best: best}) AS ring1
  }
  ELSE { RETURN null AS ring1 }
}
LET within1 = within0 + ring1, reach1 = reach0 + [one IN ring1 | one.at]
// </ring>
// <ring> 2: everybody so many hops from the starts, and how well that goes at best; null when too many.
CALL (ring1) {
  UNWIND ring1[..$spread] AS one
  LET origin = one.at
  RETURN sum(COUNT { (origin)--() }) AS around2
}
CALL (ring1, around2, spread, starts, lowest) {
  WHEN around2 <= spread AND $max_hops > 2 * 2 - 2 THEN {
    UNWIND ring1 AS one
    LET origin = one.at
    MATCH (origin)-[relation:TIE|INFLUENCES|REPORTS_TO]-(to)
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
    LET score = one.best * strength * $hop_factor
    FILTER score >= lowest AND strength >= $least_strength AND NOT to IN starts
      AND coalesce(relation.valid_from, $as_of) <= $as_of AND coalesce(relation.valid_to > $as_of, true)
    WITH to, max(score) AS best
    RETURN collect({at: to, best: best}) AS ring2
  }
  ELSE { RETURN null AS ring2 }
}
LET within2 = within1 + ring2, reach2 = reach1 + [one IN ring2 | one.at]
// </ring>
// <ring> 3: everybody so many hops from the starts, and how well that goes at best; null when too many.
CALL (ring2) {
  UNWIND ring2[..$spread] AS one
  LET origin = one.at
  RETURN sum(COUNT { (origin)--() }) AS around3
}
CALL (ring2, around3, spread, starts, lowest) {
  WHEN around3 <= spread AND $max_hops > 2 * 3 - 2 THEN {
    UNWIND ring2 AS one
    LET origin = one.at
    MATCH (origin)-[relation:TIE|INFLUENCES|REPORTS_TO]-(to)
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
    LET score = one.best * strength * $hop_factor
    FILTER score >= lowest AND strength >= $least_strength AND NOT to IN starts
      AND coalesce(relation.valid_from, $as_of) <= $as_of AND coalesce(relation.valid_to > $as_of, true)
    WITH to, max(score) AS best
    RETURN collect({at: to, best: best}) AS ring3
  }
  ELSE { RETURN null AS ring3 }
}
LET within3 = within2 + ring3, reach3 = reach2 + [one IN ring3 | one.at]
// </ring>
LET reaches = [reach0, reach1, reach2, reach3], rings = [within0, within1, within2, within3]
// <level> 1
LET allowed1 = reaches[$max_hops - 1], ahead1 = rings[$max_hops - 1]
CALL (level0, least0, allowed1, ahead1, targets, starts, preferred, unsure) {
  UNWIND range(0, size(level0) - 1) AS n
  LET to = level0[n].at, best = level0[n].best
  FILTER best >= least0
  // The gates, and what passing through takes off: one look along the relations of a person that matter here.
  FILTER to IN targets OR (NOT to.id IN $who.barred AND NOT coalesce(to.declines_introductions, false)
    AND coalesce(to.valid_from, $as_of) <= $as_of AND coalesce(to.valid_to > $as_of, true))
  CALL (to) {
    OPTIONAL MATCH (to)-[mark:ASKS|HOLDS|HAS_SUPPORT|FRICTION]-(other)
    WHERE coalesce(mark.valid_from, $as_of) <= $as_of AND coalesce(mark.valid_to > $as_of, true)
    RETURN count(CASE WHEN mark:ASKS AND endNode(mark) = to THEN 1 END) AS asks,
      count(CASE WHEN mark:HOLDS AND other.id IN $who.avoided THEN 1 END) AS avoided,
      collect(CASE WHEN mark:FRICTION THEN other END) AS hostile,
      collect(CASE WHEN mark:HAS_SUPPORT AND mark.level IS NOT NULL
        AND CASE WHEN $who.opportunity IS NOT NULL THEN other.id = $who.opportunity ELSE @holds(other) END
        THEN {deal: other.id, level: mark.level, day: coalesce(mark.valid_from, date('0000-01-01'))} END) AS said
  }
  FILTER to IN targets OR avoided = 0 AND NOT @against(said)
  LET factor = CASE WHEN to IN targets THEN 1.0 ELSE
    CASE WHEN asks > $load.free THEN $load.factor ^ (asks - $load.free) ELSE 1.0 END
    * CASE WHEN preferred IS NULL OR to IN preferred THEN 1.0 ELSE $preference END
    * CASE WHEN to IN unsure THEN $unknown_support ELSE 1.0 END END
  LET most = best * factor * $hop_factor
  FILTER most >= least0
  MATCH (to)-[relation:TIE|INFLUENCES|REPORTS_TO]-(origin)
  WHERE allowed1 IS NULL OR origin IN allowed1
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
  FILTER most * strength >= least0 AND strength >= $least_strength
    AND coalesce(relation.valid_from, $as_of) <= $as_of AND coalesce(relation.valid_to > $as_of, true)
    AND NOT origin IN targets
    AND NOT origin IN hostile
    AND NOT (to IN targets AND origin.id IN $who.barred_introducers)
    AND (relation:REPORTS_TO OR coalesce(known, relation.weight) IS NOT NULL OR NOT @recorded(origin, to))
  WITH n, origin, most, max(strength) AS strength
  LET score = most * strength
  FILTER NOT origin.id IN level0[n].people
  WITH origin, origin IN starts AS arrived, max([score, n]) AS top,
    collect(CASE WHEN origin IN starts THEN [-round(score, 12), n] END) AS steps
  FILTER NOT arrived OR NOT coalesce(origin.declines_introductions, false)
  LET stances = CASE WHEN arrived THEN @said_of(origin, $who.opportunity) ELSE [] END
  FILTER NOT @against(stances)
  WITH coll.sort(coll.flatten(collect(CASE WHEN arrived THEN [step IN steps | [step[0], origin.id, step[1]]] END)))[..$limit] AS ways,
    collect(CASE WHEN NOT arrived THEN {at: origin, best: top[0], people: [origin.id] + level0[top[1]].people} END) AS ends
  // Of those who have come so far, the ones that can still make it: what lies ahead of them at best is known.
  CALL (ends, ahead1, least0) {
    WHEN ahead1 IS NULL OR 50 * size(ends) < size(ahead1) THEN { RETURN ends AS hopeful }
    ELSE {
      CALL (ends, ahead1) {
        UNWIND ends AS end RETURN end.at AS at, end, null AS rest
        UNION ALL
        UNWIND ahead1 AS one RETURN one.at AS at, null AS end, one.best AS rest
      }
      WITH at, head(collect(end)) AS end, max(rest) AS rest
      FILTER end.best * rest >= least0
      RETURN collect(end) AS hopeful
    }
  }
  LET cut1 = CASE WHEN size(hopeful) > $width THEN coll.sort([end IN hopeful | end.best])[-$width] ELSE 0.0 END
  LET level1 = CASE WHEN $max_hops <= 1 THEN []
    ELSE [end IN hopeful WHERE end.best > cut1] + [end IN hopeful WHERE end.best = cut1][..$width] END
  RETURN level1, [way IN ways | [way[0], size(level0[way[2]].people), [way[1]] + level0[way[2]].people]] AS arrivals1, CASE WHEN $max_hops <= 1 THEN 0.0 ELSE cut1 END AS dropped1
}
LET found1 = coll.sort(found0 + arrivals1)[..$limit]
LET listed1 = -found1[$limit - 1][0]
LET least1 = CASE WHEN listed1 + 5e-13 > least0 THEN listed1 + 5e-13 ELSE least0 END
// </level>
// <level> 2
LET allowed2 = reaches[$max_hops - 2], ahead2 = rings[$max_hops - 2]
CALL (level1, least1, allowed2, ahead2, targets, starts, preferred, unsure) {
  UNWIND range(0, size(level1) - 1) AS n
  LET to = level1[n].at, best = level1[n].best
  FILTER best >= least1
  // The gates, and what passing through takes off: one look along the relations of a person that matter here.
  FILTER to IN targets OR (NOT to.id IN $who.barred AND NOT coalesce(to.declines_introductions, false)
    AND coalesce(to.valid_from, $as_of) <= $as_of AND coalesce(to.valid_to > $as_of, true))
  CALL (to) {
    OPTIONAL MATCH (to)-[mark:ASKS|HOLDS|HAS_SUPPORT|FRICTION]-(other)
    WHERE coalesce(mark.valid_from, $as_of) <= $as_of AND coalesce(mark.valid_to > $as_of, true)
    RETURN count(CASE WHEN mark:ASKS AND endNode(mark) = to THEN 1 END) AS asks,
      count(CASE WHEN mark:HOLDS AND other.id IN $who.avoided THEN 1 END) AS avoided,
      collect(CASE WHEN mark:FRICTION THEN other END) AS hostile,
      collect(CASE WHEN mark:HAS_SUPPORT AND mark.level IS NOT NULL
        AND CASE WHEN $who.opportunity IS NOT NULL THEN other.id = $who.opportunity ELSE @holds(other) END
        THEN {deal: other.id, level: mark.level, day: coalesce(mark.valid_from, date('0000-01-01'))} END) AS said
  }
  FILTER to IN targets OR avoided = 0 AND NOT @against(said)
  LET factor = CASE WHEN to IN targets THEN 1.0 ELSE
    CASE WHEN asks > $load.free THEN $load.factor ^ (asks - $load.free) ELSE 1.0 END
    * CASE WHEN preferred IS NULL OR to IN preferred THEN 1.0 ELSE $preference END
    * CASE WHEN to IN unsure THEN $unknown_support ELSE 1.0 END END
  LET most = best * factor * $hop_factor
  FILTER most >= least1
  MATCH (to)-[relation:TIE|INFLUENCES|REPORTS_TO]-(origin)
  WHERE allowed2 IS NULL OR origin IN allowed2
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
  FILTER most * strength >= least1 AND strength >= $least_strength
    AND coalesce(relation.valid_from, $as_of) <= $as_of AND coalesce(relation.valid_to > $as_of, true)
    AND NOT origin IN targets
    AND NOT origin IN hostile
    AND NOT (to IN targets AND origin.id IN $who.barred_introducers)
    AND (relation:REPORTS_TO OR coalesce(known, relation.weight) IS NOT NULL OR NOT @recorded(origin, to))
  WITH n, origin, most, max(strength) AS strength
  LET score = most * strength
  FILTER NOT origin.id IN level1[n].people
  WITH origin, origin IN starts AS arrived, max([score, n]) AS top,
    collect(CASE WHEN origin IN starts THEN [-round(score, 12), n] END) AS steps
  FILTER NOT arrived OR NOT coalesce(origin.declines_introductions, false)
  LET stances = CASE WHEN arrived THEN @said_of(origin, $who.opportunity) ELSE [] END
  FILTER NOT @against(stances)
  WITH coll.sort(coll.flatten(collect(CASE WHEN arrived THEN [step IN steps | [step[0], origin.id, step[1]]] END)))[..$limit] AS ways,
    collect(CASE WHEN NOT arrived THEN {at: origin, best: top[0], people: [origin.id] + level1[top[1]].people} END) AS ends
  // Of those who have come so far, the ones that can still make it: what lies ahead of them at best is known.
  CALL (ends, ahead2, least1) {
    WHEN ahead2 IS NULL OR 50 * size(ends) < size(ahead2) THEN { RETURN ends AS hopeful }
    ELSE {
      CALL (ends, ahead2) {
        UNWIND ends AS end RETURN end.at AS at, end, null AS rest
        UNION ALL
        UNWIND ahead2 AS one RETURN one.at AS at, null AS end, one.best AS rest
      }
      WITH at, head(collect(end)) AS end, max(rest) AS rest
      FILTER end.best * rest >= least1
      RETURN collect(end) AS hopeful
    }
  }
  LET cut2 = CASE WHEN size(hopeful) > $width THEN coll.sort([end IN hopeful | end.best])[-$width] ELSE 0.0 END
  LET level2 = CASE WHEN $max_hops <= 2 THEN []
    ELSE [end IN hopeful WHERE end.best > cut2] + [end IN hopeful WHERE end.best = cut2][..$width] END
  RETURN level2, [way IN ways | [way[0], size(level1[way[2]].people), [way[1]] + level1[way[2]].people]] AS arrivals2, CASE WHEN $max_hops <= 2 THEN 0.0 ELSE cut2 END AS dropped2
}
LET found2 = coll.sort(found1 + arrivals2)[..$limit]
LET listed2 = -found2[$limit - 1][0]
LET least2 = CASE WHEN listed2 + 5e-13 > least1 THEN listed2 + 5e-13 ELSE least1 END
// </level>
// <level> 3
LET allowed3 = reaches[$max_hops - 3], ahead3 = rings[$max_hops - 3]
CALL (level2, least2, allowed3, ahead3, targets, starts, preferred, unsure) {
  UNWIND range(0, size(level2) - 1) AS n
  LET to = level2[n].at, best = level2[n].best
  FILTER best >= least2
  // The gates, and what passing through takes off: one look along the relations of a person that matter here.
  FILTER to IN targets OR (NOT to.id IN $who.barred AND NOT coalesce(to.declines_introductions, false)
    AND coalesce(to.valid_from, $as_of) <= $as_of AND coalesce(to.valid_to > $as_of, true))
  CALL (to) {
    OPTIONAL MATCH (to)-[mark:ASKS|HOLDS|HAS_SUPPORT|FRICTION]-(other)
    WHERE coalesce(mark.valid_from, $as_of) <= $as_of AND coalesce(mark.valid_to > $as_of, true)
    RETURN count(CASE WHEN mark:ASKS AND endNode(mark) = to THEN 1 END) AS asks,
      count(CASE WHEN mark:HOLDS AND other.id IN $who.avoided THEN 1 END) AS avoided,
      collect(CASE WHEN mark:FRICTION THEN other END) AS hostile,
      collect(CASE WHEN mark:HAS_SUPPORT AND mark.level IS NOT NULL
        AND CASE WHEN $who.opportunity IS NOT NULL THEN other.id = $who.opportunity ELSE @holds(other) END
        THEN {deal: other.id, level: mark.level, day: coalesce(mark.valid_from, date('0000-01-01'))} END) AS said
  }
  FILTER to IN targets OR avoided = 0 AND NOT @against(said)
  LET factor = CASE WHEN to IN targets THEN 1.0 ELSE
    CASE WHEN asks > $load.free THEN $load.factor ^ (asks - $load.free) ELSE 1.0 END
    * CASE WHEN preferred IS NULL OR to IN preferred THEN 1.0 ELSE $preference END
    * CASE WHEN to IN unsure THEN $unknown_support ELSE 1.0 END END
  LET most = best * factor * $hop_factor
  FILTER most >= least2
  MATCH (to)-[relation:TIE|INFLUENCES|REPORTS_TO]-(origin)
  WHERE allowed3 IS NULL OR origin IN allowed3
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
  FILTER most * strength >= least2 AND strength >= $least_strength
    AND coalesce(relation.valid_from, $as_of) <= $as_of AND coalesce(relation.valid_to > $as_of, true)
    AND NOT origin IN targets
    AND NOT origin IN hostile
    AND NOT (to IN targets AND origin.id IN $who.barred_introducers)
    AND (relation:REPORTS_TO OR coalesce(known, relation.weight) IS NOT NULL OR NOT @recorded(origin, to))
  WITH n, origin, most, max(strength) AS strength
  LET score = most * strength
  FILTER NOT origin.id IN level2[n].people
  WITH origin, origin IN starts AS arrived, max([score, n]) AS top,
    collect(CASE WHEN origin IN starts THEN [-round(score, 12), n] END) AS steps
  FILTER NOT arrived OR NOT coalesce(origin.declines_introductions, false)
  LET stances = CASE WHEN arrived THEN @said_of(origin, $who.opportunity) ELSE [] END
  FILTER NOT @against(stances)
  WITH coll.sort(coll.flatten(collect(CASE WHEN arrived THEN [step IN steps | [step[0], origin.id, step[1]]] END)))[..$limit] AS ways,
    collect(CASE WHEN NOT arrived THEN {at: origin, best: top[0], people: [origin.id] + level2[top[1]].people} END) AS ends
  // Of those who have come so far, the ones that can still make it: what lies ahead of them at best is known.
  CALL (ends, ahead3, least2) {
    WHEN ahead3 IS NULL OR 50 * size(ends) < size(ahead3) THEN { RETURN ends AS hopeful }
    ELSE {
      CALL (ends, ahead3) {
        UNWIND ends AS end RETURN end.at AS at, end, null AS rest
        UNION ALL
        UNWIND ahead3 AS one RETURN one.at AS at, null AS end, one.best AS rest
      }
      WITH at, head(collect(end)) AS end, max(rest) AS rest
      FILTER end.best * rest >= least2
      RETURN collect(end) AS hopeful
    }
  }
  LET cut3 = CASE WHEN size(hopeful) > $width THEN coll.sort([end IN hopeful | end.best])[-$width] ELSE 0.0 END
  LET level3 = CASE WHEN $max_hops <= 3 THEN []
    ELSE [end IN hopeful WHERE end.best > cut3] + [end IN hopeful WHERE end.best = cut3][..$width] END
  RETURN level3, [way IN ways | [way[0], size(level2[way[2]].people), [way[1]] + level2[way[2]].people]] AS arrivals3, CASE WHEN $max_hops <= 3 THEN 0.0 ELSE cut3 END AS dropped3
}
LET found3 = coll.sort(found2 + arrivals3)[..$limit]
LET listed3 = -found3[$limit - 1][0]
LET least3 = CASE WHEN listed3 + 5e-13 > least2 THEN listed3 + 5e-13 ELSE least2 END
// </level>
// <level> 4
LET allowed4 = reaches[$max_hops - 4], ahead4 = rings[$max_hops - 4]
CALL (level3, least3, allowed4, ahead4, targets, starts, preferred, unsure) {
  UNWIND range(0, size(level3) - 1) AS n
  LET to = level3[n].at, best = level3[n].best
  FILTER best >= least3
  // The gates, and what passing through takes off: one look along the relations of a person that matter here.
  FILTER to IN targets OR (NOT to.id IN $who.barred AND NOT coalesce(to.declines_introductions, false)
    AND coalesce(to.valid_from, $as_of) <= $as_of AND coalesce(to.valid_to > $as_of, true))
  CALL (to) {
    OPTIONAL MATCH (to)-[mark:ASKS|HOLDS|HAS_SUPPORT|FRICTION]-(other)
    WHERE coalesce(mark.valid_from, $as_of) <= $as_of AND coalesce(mark.valid_to > $as_of, true)
    RETURN count(CASE WHEN mark:ASKS AND endNode(mark) = to THEN 1 END) AS asks,
      count(CASE WHEN mark:HOLDS AND other.id IN $who.avoided THEN 1 END) AS avoided,
      collect(CASE WHEN mark:FRICTION THEN other END) AS hostile,
      collect(CASE WHEN mark:HAS_SUPPORT AND mark.level IS NOT NULL
        AND CASE WHEN $who.opportunity IS NOT NULL THEN other.id = $who.opportunity ELSE @holds(other) END
        THEN {deal: other.id, level: mark.level, day: coalesce(mark.valid_from, date('0000-01-01'))} END) AS said
  }
  FILTER to IN targets OR avoided = 0 AND NOT @against(said)
  LET factor = CASE WHEN to IN targets THEN 1.0 ELSE
    CASE WHEN asks > $load.free THEN $load.factor ^ (asks - $load.free) ELSE 1.0 END
    * CASE WHEN preferred IS NULL OR to IN preferred THEN 1.0 ELSE $preference END
    * CASE WHEN to IN unsure THEN $unknown_support ELSE 1.0 END END
  LET most = best * factor * $hop_factor
  FILTER most >= least3
  MATCH (to)-[relation:TIE|INFLUENCES|REPORTS_TO]-(origin)
  WHERE allowed4 IS NULL OR origin IN allowed4
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
  FILTER most * strength >= least3 AND strength >= $least_strength
    AND coalesce(relation.valid_from, $as_of) <= $as_of AND coalesce(relation.valid_to > $as_of, true)
    AND NOT origin IN targets
    AND NOT origin IN hostile
    AND NOT (to IN targets AND origin.id IN $who.barred_introducers)
    AND (relation:REPORTS_TO OR coalesce(known, relation.weight) IS NOT NULL OR NOT @recorded(origin, to))
  WITH n, origin, most, max(strength) AS strength
  LET score = most * strength
  FILTER NOT origin.id IN level3[n].people
  WITH origin, origin IN starts AS arrived, max([score, n]) AS top,
    collect(CASE WHEN origin IN starts THEN [-round(score, 12), n] END) AS steps
  FILTER NOT arrived OR NOT coalesce(origin.declines_introductions, false)
  LET stances = CASE WHEN arrived THEN @said_of(origin, $who.opportunity) ELSE [] END
  FILTER NOT @against(stances)
  WITH coll.sort(coll.flatten(collect(CASE WHEN arrived THEN [step IN steps | [step[0], origin.id, step[1]]] END)))[..$limit] AS ways,
    collect(CASE WHEN NOT arrived THEN {at: origin, best: top[0], people: [origin.id] + level3[top[1]].people} END) AS ends
  // Of those who have come so far, the ones that can still make it: what lies ahead of them at best is known.
  CALL (ends, ahead4, least3) {
    WHEN ahead4 IS NULL OR 50 * size(ends) < size(ahead4) THEN { RETURN ends AS hopeful }
    ELSE {
      CALL (ends, ahead4) {
        UNWIND ends AS end RETURN end.at AS at, end, null AS rest
        UNION ALL
        UNWIND ahead4 AS one RETURN one.at AS at, null AS end, one.best AS rest
      }
      WITH at, head(collect(end)) AS end, max(rest) AS rest
      FILTER end.best * rest >= least3
      RETURN collect(end) AS hopeful
    }
  }
  LET cut4 = CASE WHEN size(hopeful) > $width THEN coll.sort([end IN hopeful | end.best])[-$width] ELSE 0.0 END
  LET level4 = CASE WHEN $max_hops <= 4 THEN []
    ELSE [end IN hopeful WHERE end.best > cut4] + [end IN hopeful WHERE end.best = cut4][..$width] END
  RETURN level4, [way IN ways | [way[0], size(level3[way[2]].people), [way[1]] + level3[way[2]].people]] AS arrivals4, CASE WHEN $max_hops <= 4 THEN 0.0 ELSE cut4 END AS dropped4
}
LET found4 = coll.sort(found3 + arrivals4)[..$limit]
LET listed4 = -found4[$limit - 1][0]
LET least4 = CASE WHEN listed4 + 5e-13 > least3 THEN listed4 + 5e-13 ELSE least3 END
// </level>
// <level> 5
LET allowed5 = reaches[$max_hops - 5], ahead5 = rings[$max_hops - 5]
CALL (level4, least4, allowed5, ahead5, targets, starts, preferred, unsure) {
  UNWIND range(0, size(level4) - 1) AS n
  LET to = level4[n].at, best = level4[n].best
  FILTER best >= least4
  // The gates, and what passing through takes off: one look along the relations of a person that matter here.
  FILTER to IN targets OR (NOT to.id IN $who.barred AND NOT coalesce(to.declines_introductions, false)
    AND coalesce(to.valid_from, $as_of) <= $as_of AND coalesce(to.valid_to > $as_of, true))
  CALL (to) {
    OPTIONAL MATCH (to)-[mark:ASKS|HOLDS|HAS_SUPPORT|FRICTION]-(other)
    WHERE coalesce(mark.valid_from, $as_of) <= $as_of AND coalesce(mark.valid_to > $as_of, true)
    RETURN count(CASE WHEN mark:ASKS AND endNode(mark) = to THEN 1 END) AS asks,
      count(CASE WHEN mark:HOLDS AND other.id IN $who.avoided THEN 1 END) AS avoided,
      collect(CASE WHEN mark:FRICTION THEN other END) AS hostile,
      collect(CASE WHEN mark:HAS_SUPPORT AND mark.level IS NOT NULL
        AND CASE WHEN $who.opportunity IS NOT NULL THEN other.id = $who.opportunity ELSE @holds(other) END
        THEN {deal: other.id, level: mark.level, day: coalesce(mark.valid_from, date('0000-01-01'))} END) AS said
  }
  FILTER to IN targets OR avoided = 0 AND NOT @against(said)
  LET factor = CASE WHEN to IN targets THEN 1.0 ELSE
    CASE WHEN asks > $load.free THEN $load.factor ^ (asks - $load.free) ELSE 1.0 END
    * CASE WHEN preferred IS NULL OR to IN preferred THEN 1.0 ELSE $preference END
    * CASE WHEN to IN unsure THEN $unknown_support ELSE 1.0 END END
  LET most = best * factor * $hop_factor
  FILTER most >= least4
  MATCH (to)-[relation:TIE|INFLUENCES|REPORTS_TO]-(origin)
  WHERE allowed5 IS NULL OR origin IN allowed5
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
  FILTER most * strength >= least4 AND strength >= $least_strength
    AND coalesce(relation.valid_from, $as_of) <= $as_of AND coalesce(relation.valid_to > $as_of, true)
    AND NOT origin IN targets
    AND NOT origin IN hostile
    AND NOT (to IN targets AND origin.id IN $who.barred_introducers)
    AND (relation:REPORTS_TO OR coalesce(known, relation.weight) IS NOT NULL OR NOT @recorded(origin, to))
  WITH n, origin, most, max(strength) AS strength
  LET score = most * strength
  FILTER NOT origin.id IN level4[n].people
  WITH origin, origin IN starts AS arrived, max([score, n]) AS top,
    collect(CASE WHEN origin IN starts THEN [-round(score, 12), n] END) AS steps
  FILTER NOT arrived OR NOT coalesce(origin.declines_introductions, false)
  LET stances = CASE WHEN arrived THEN @said_of(origin, $who.opportunity) ELSE [] END
  FILTER NOT @against(stances)
  WITH coll.sort(coll.flatten(collect(CASE WHEN arrived THEN [step IN steps | [step[0], origin.id, step[1]]] END)))[..$limit] AS ways,
    collect(CASE WHEN NOT arrived THEN {at: origin, best: top[0], people: [origin.id] + level4[top[1]].people} END) AS ends
  // Of those who have come so far, the ones that can still make it: what lies ahead of them at best is known.
  CALL (ends, ahead5, least4) {
    WHEN ahead5 IS NULL OR 50 * size(ends) < size(ahead5) THEN { RETURN ends AS hopeful }
    ELSE {
      CALL (ends, ahead5) {
        UNWIND ends AS end RETURN end.at AS at, end, null AS rest
        UNION ALL
        UNWIND ahead5 AS one RETURN one.at AS at, null AS end, one.best AS rest
      }
      WITH at, head(collect(end)) AS end, max(rest) AS rest
      FILTER end.best * rest >= least4
      RETURN collect(end) AS hopeful
    }
  }
  LET cut5 = CASE WHEN size(hopeful) > $width THEN coll.sort([end IN hopeful | end.best])[-$width] ELSE 0.0 END
  LET level5 = CASE WHEN $max_hops <= 5 THEN []
    ELSE [end IN hopeful WHERE end.best > cut5] + [end IN hopeful WHERE end.best = cut5][..$width] END
  RETURN level5, [way IN ways | [way[0], size(level4[way[2]].people), [way[1]] + level4[way[2]].people]] AS arrivals5, CASE WHEN $max_hops <= 5 THEN 0.0 ELSE cut5 END AS dropped5
}
LET found5 = coll.sort(found4 + arrivals5)[..$limit]
LET listed5 = -found5[$limit - 1][0]
LET least5 = CASE WHEN listed5 + 5e-13 > least4 THEN listed5 + 5e-13 ELSE least4 END
// </level>
// <level> 6
LET allowed6 = reaches[$max_hops - 6], ahead6 = rings[$max_hops - 6]
CALL (level5, least5, allowed6, ahead6, targets, starts, preferred, unsure) {
  UNWIND range(0, size(level5) - 1) AS n
  LET to = level5[n].at, best = level5[n].best
  FILTER best >= least5
  // The gates, and what passing through takes off: one look along the relations of a person that matter here.
  FILTER to IN targets OR (NOT to.id IN $who.barred AND NOT coalesce(to.declines_introductions, false)
    AND coalesce(to.valid_from, $as_of) <= $as_of AND coalesce(to.valid_to > $as_of, true))
  CALL (to) {
    OPTIONAL MATCH (to)-[mark:ASKS|HOLDS|HAS_SUPPORT|FRICTION]-(other)
    WHERE coalesce(mark.valid_from, $as_of) <= $as_of AND coalesce(mark.valid_to > $as_of, true)
    RETURN count(CASE WHEN mark:ASKS AND endNode(mark) = to THEN 1 END) AS asks,
      count(CASE WHEN mark:HOLDS AND other.id IN $who.avoided THEN 1 END) AS avoided,
      collect(CASE WHEN mark:FRICTION THEN other END) AS hostile,
      collect(CASE WHEN mark:HAS_SUPPORT AND mark.level IS NOT NULL
        AND CASE WHEN $who.opportunity IS NOT NULL THEN other.id = $who.opportunity ELSE @holds(other) END
        THEN {deal: other.id, level: mark.level, day: coalesce(mark.valid_from, date('0000-01-01'))} END) AS said
  }
  FILTER to IN targets OR avoided = 0 AND NOT @against(said)
  LET factor = CASE WHEN to IN targets THEN 1.0 ELSE
    CASE WHEN asks > $load.free THEN $load.factor ^ (asks - $load.free) ELSE 1.0 END
    * CASE WHEN preferred IS NULL OR to IN preferred THEN 1.0 ELSE $preference END
    * CASE WHEN to IN unsure THEN $unknown_support ELSE 1.0 END END
  LET most = best * factor * $hop_factor
  FILTER most >= least5
  MATCH (to)-[relation:TIE|INFLUENCES|REPORTS_TO]-(origin)
  WHERE allowed6 IS NULL OR origin IN allowed6
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
  FILTER most * strength >= least5 AND strength >= $least_strength
    AND coalesce(relation.valid_from, $as_of) <= $as_of AND coalesce(relation.valid_to > $as_of, true)
    AND NOT origin IN targets
    AND NOT origin IN hostile
    AND NOT (to IN targets AND origin.id IN $who.barred_introducers)
    AND (relation:REPORTS_TO OR coalesce(known, relation.weight) IS NOT NULL OR NOT @recorded(origin, to))
  WITH n, origin, most, max(strength) AS strength
  LET score = most * strength
  FILTER NOT origin.id IN level5[n].people
  WITH origin, origin IN starts AS arrived, max([score, n]) AS top,
    collect(CASE WHEN origin IN starts THEN [-round(score, 12), n] END) AS steps
  FILTER NOT arrived OR NOT coalesce(origin.declines_introductions, false)
  LET stances = CASE WHEN arrived THEN @said_of(origin, $who.opportunity) ELSE [] END
  FILTER NOT @against(stances)
  WITH coll.sort(coll.flatten(collect(CASE WHEN arrived THEN [step IN steps | [step[0], origin.id, step[1]]] END)))[..$limit] AS ways,
    collect(CASE WHEN NOT arrived THEN {at: origin, best: top[0], people: [origin.id] + level5[top[1]].people} END) AS ends
  // Of those who have come so far, the ones that can still make it: what lies ahead of them at best is known.
  CALL (ends, ahead6, least5) {
    WHEN ahead6 IS NULL OR 50 * size(ends) < size(ahead6) THEN { RETURN ends AS hopeful }
    ELSE {
      CALL (ends, ahead6) {
        UNWIND ends AS end RETURN end.at AS at, end, null AS rest
        UNION ALL
        UNWIND ahead6 AS one RETURN one.at AS at, null AS end, one.best AS rest
      }
      WITH at, head(collect(end)) AS end, max(rest) AS rest
      FILTER end.best * rest >= least5
      RETURN collect(end) AS hopeful
    }
  }
  LET cut6 = CASE WHEN size(hopeful) > $width THEN coll.sort([end IN hopeful | end.best])[-$width] ELSE 0.0 END
  LET level6 = CASE WHEN $max_hops <= 6 THEN []
    ELSE [end IN hopeful WHERE end.best > cut6] + [end IN hopeful WHERE end.best = cut6][..$width] END
  RETURN level6, [way IN ways | [way[0], size(level5[way[2]].people), [way[1]] + level5[way[2]].people]] AS arrivals6, CASE WHEN $max_hops <= 6 THEN 0.0 ELSE cut6 END AS dropped6
}
LET found6 = coll.sort(found5 + arrivals6)[..$limit]
LET listed6 = -found6[$limit - 1][0]
LET least6 = CASE WHEN listed6 + 5e-13 > least5 THEN listed6 + 5e-13 ELSE least5 END
// </level>
LET dropped = coll.max([dropped1, dropped2, dropped3, dropped4, dropped5, dropped6]),
    visited = size(level1) + size(level2) + size(level3) + size(level4) + size(level5) + size(level6)
RETURN [path IN found6 | {score: -path[0], people: path[2]}] AS paths, dropped, visited
