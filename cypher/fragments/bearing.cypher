// How an intermediary bears on a path: open asks, unknown support at the deal's account, not among the preferred, and what each
// of these multiplies the score by. Binds bearing (paths.model.Intermediary, but for the person).
// @person: the intermediary
LET asks = COLLECT {
    MATCH (@person)<-[open_ask:ASKS]-()
    WHERE @holds(open_ask)
    RETURN @ask_load(open_ask)
  },
  unsure = EXISTS {
    (@person)-[their_seat:HOLDS]->(their_place)
    WHERE @holds(their_seat) AND EXISTS {
      (:Opportunity {id: $opportunity})-[:FOR]->(account_of_deal)
      WHERE their_place = account_of_deal OR EXISTS { (their_place)-[:BELONGS_TO]->(account_of_deal) }
    }
  } AND NOT EXISTS {
    (@person)-[assessment:HAS_SUPPORT]->(:Opportunity {id: $opportunity})
    WHERE assessment.level IS NOT NULL AND @holds(assessment)
  },
  preferred = $preference = 1 OR EXISTS {
    (@person)-[their_seat:HOLDS]->(their_place)
    WHERE @holds(their_seat)
      AND (their_place.id IN $prefer OR EXISTS { (their_place)-[:BELONGS_TO]->(chosen:Organization) WHERE chosen.id IN $prefer })
  }
LET ask_load = reduce(sum = 0.0, one IN asks | sum + one)
LET bearing = {open_asks: size(asks), ask_load: ask_load,
  load_factor: CASE WHEN ask_load > $load.free THEN $load.factor ^ (ask_load - $load.free) ELSE 1.0 END,
  support_unknown: unsure, support_factor: CASE WHEN unsure THEN $unknown_support ELSE 1.0 END,
  preference_factor: CASE WHEN preferred THEN 1.0 ELSE $preference END}
