// What is said of where somebody stands in the deals that count: the one asked about, or all live ones. For @against.
// @person: the person
// @opportunity: id of the deal asked about, or null
COLLECT {
  MATCH (@person)-[word:HAS_SUPPORT]->(about:Opportunity)
  WHERE word.level IS NOT NULL AND @holds(word)
    AND CASE WHEN @opportunity IS NOT NULL THEN about.id = @opportunity ELSE @holds(about) END
  RETURN {deal: about.id, level: word.level, day: coalesce(word.valid_from, date('0000-01-01'))}
}
