// Another assessment of the same person in the same deal counts instead: a newer one, or a less friendly one of that day.
// @stance: a known assessment that holds
// @person: the person
// @deal: the deal
EXISTS {
  MATCH (@person)-[newer:HAS_SUPPORT]->(same:Opportunity)
  WHERE same = @deal AND newer.level IS NOT NULL AND @holds(newer)
    AND (coalesce(newer.valid_from, date('0000-01-01')) > coalesce(@stance.valid_from, date('0000-01-01'))
      OR coalesce(newer.valid_from, date('0000-01-01')) = coalesce(@stance.valid_from, date('0000-01-01'))
        AND newer.level < @stance.level)
}
