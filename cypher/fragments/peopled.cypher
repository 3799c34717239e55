// There are people in a unit, or in one below it, on the day.
// @unit: the unit
EXISTS {
  (@unit)<-[:PART_OF]-{0,50}(part_of_unit:Unit)<-[seat_in_unit:HOLDS]-(member:Person)
  WHERE @holds(part_of_unit) AND @stands(seat_in_unit, member)
}
