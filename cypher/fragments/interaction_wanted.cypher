// An interaction is one of those asked for, by $wanted.
// @it: the interaction
(($wanted.person IS NULL OR EXISTS {
    MATCH (@it)<-[one_part:TOOK_PART]-(:Person {id: $wanted.person}) WHERE @took_part(one_part)
  })
  AND ($wanted.with_person IS NULL OR EXISTS {
    MATCH (@it)<-[other_part:TOOK_PART]-(:Person {id: $wanted.with_person}) WHERE @took_part(other_part)
  })
  AND ($wanted.account IS NULL OR EXISTS { (@it)-[:ACCOUNT]->(:Organization {id: $wanted.account}) })
  AND ($wanted.unit IS NULL OR EXISTS { (@it)-[:UNIT]->(:Unit {id: $wanted.unit}) })
  AND ($wanted.opportunity IS NULL OR EXISTS { (@it)-[:OPPORTUNITY]->(:Opportunity {id: $wanted.opportunity}) })
  AND ($wanted.kinds IS NULL OR @it.kind IN $wanted.kinds)
  AND ($wanted.day_from IS NULL OR @it.valid_from >= $wanted.day_from)
  AND ($wanted.day_before IS NULL OR @it.valid_from < $wanted.day_before)
  AND ($wanted.layers IS NULL OR EXISTS {
    MATCH (@it)<-[their_part:TOOK_PART]-(contact:Person)
    WHERE @took_part(their_part) AND NOT @with_us_on(contact, @it.valid_from)
      AND @layer_on(contact, @it.valid_from) IN $wanted.layers
  }))
