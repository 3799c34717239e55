// Where somebody sat on some day by their main seat: id of the organisation, of the unit and of those that it is a part of; each
// null or empty where none is known. A map.
// @person: the person
// @on: the day
head(COLLECT {
  MATCH (@person)-[seat_then:HOLDS]->(place_then)
  WHERE @holds_on(seat_then, @on)
  WITH place_then ORDER BY @main_first(seat_then) LIMIT 1
  OPTIONAL MATCH (place_then)-[:BELONGS_TO]->(above:Organization)
  RETURN {organization: coalesce(above.id, place_then.id), unit: CASE WHEN above IS NOT NULL THEN place_then.id END,
    within: COLLECT { MATCH (place_then)-[:PART_OF]->{1,50}(part_of:Unit) RETURN part_of.id }}
})
