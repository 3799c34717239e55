// Ids of those who oppose a deal: whose newest known assessment is below 0.
// @opportunity: the deal
COLLECT {
  MATCH (@opportunity)<-[said:HAS_SUPPORT]-(foe:Person)
  WHERE said.level IS NOT NULL AND @stands(said, foe)
  WITH foe, said ORDER BY said.valid_from IS NULL, said.valid_from DESC, said.level
  WITH foe, head(collect(said.level)) AS level
  FILTER level < 0
  RETURN foe.id
}
