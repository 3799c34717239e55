// An opportunity is one of those asked for, by $wanted.
// @it: the opportunity
(@named(@it)
  AND ($wanted.stages IS NULL OR @it.stage IN $wanted.stages)
  AND ($wanted.outcomes IS NULL OR @it.valid_to <= $as_of AND @it.outcome IN $wanted.outcomes)
  AND ($wanted.began_from IS NULL OR @it.valid_from >= $wanted.began_from)
  AND ($wanted.began_before IS NULL OR @it.valid_from < $wanted.began_before)
  AND ($wanted.ends_from IS NULL OR @it.valid_to >= $wanted.ends_from)
  AND ($wanted.ends_before IS NULL OR @it.valid_to < $wanted.ends_before)
  AND ($wanted.person IS NULL OR EXISTS {
    MATCH (@it)<-[part:HAS_ROLE|HAS_SUPPORT]-(:Person {id: $wanted.person}) WHERE @holds(part)
  })
  AND ($wanted.owner IS NULL OR EXISTS {
    MATCH (@it)<-[owned_part:HAS_ROLE|HAS_SUPPORT]-(contact:Person)<-[owned:OWNS]-(:Person {id: $wanted.owner})
    WHERE @stands(owned_part, contact) AND @holds(owned)
  }))
