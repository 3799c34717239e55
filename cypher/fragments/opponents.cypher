// Ids of those who oppose a deal: whose newest known assessment is below 0.
// @opportunity: the deal
COLLECT {
  MATCH (@opportunity)<-[word:HAS_SUPPORT]-(foe:Person)
  WHERE word.level IS NOT NULL AND @stands(word, foe)
  WITH foe, word ORDER BY word.valid_from IS NULL, word.valid_from DESC, word.level
  WITH foe, head(collect(word.level)) AS level
  FILTER level < 0
  RETURN foe.id
}
