// The layer of somebody's main seat on a day; null where none is known.
// @person: the person
// @day: the day
head(COLLECT {
  MATCH (@person)-[held:HOLDS]->()
  WHERE @holds_on(held, @day)
  RETURN held.layer ORDER BY @main_first(held) LIMIT 1
})
