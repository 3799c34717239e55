// The line of business of the unit that somebody sits in by their main seat on the day; null where none is known.
// @person: the person
head(COLLECT {
  MATCH (@person)-[held:HOLDS]->(sits_in)
  WHERE @holds(held)
  WITH sits_in ORDER BY @main_first(held) LIMIT 1
  RETURN sits_in.function
})
