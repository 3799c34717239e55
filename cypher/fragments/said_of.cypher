// What is said of where somebody stands in the deals that count: the one asked about, or all live ones. For @against.
// @person: the person
// @opportunity: id of the deal asked about, or null
COLLECT {
  MATCH (@person)-[said:HAS_SUPPORT]->(deal:Opportunity)
  WHERE said.level IS NOT NULL AND @holds(said)
    AND CASE WHEN @opportunity IS NOT NULL THEN deal.id = @opportunity ELSE @holds(deal) END
  RETURN {deal: deal.id, level: said.level, day: coalesce(said.valid_from, date('0000-01-01'))}
}
