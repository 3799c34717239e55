// The layer of somebody's main seat on the day; null where none is known.
// @person: the person
head(COLLECT {
  MATCH (@person)-[held:HOLDS]->()
  WHERE @holds(held)
  RETURN held.layer ORDER BY @main_first(held) LIMIT 1
})
