// Somebody's main seat on the day. Binds main_seat, and main_place, the unit or organisation that it is in; both null where
// none is known. Keeps every row.
// @person: the person
CALL (@person) {
  OPTIONAL MATCH (@person)-[main_seat:HOLDS]->(main_place)
  WHERE @holds(main_seat)
  RETURN main_seat, main_place ORDER BY @main_first(main_seat) LIMIT 1
}
