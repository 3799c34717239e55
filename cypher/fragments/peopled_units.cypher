// The units of an account with people in them or below them. Binds unit, and units, all of them.
// @account: the organisation
MATCH (@account)<-[:BELONGS_TO]-(unit:Unit)
WHERE @holds(unit) AND EXISTS {
    (unit)<-[:PART_OF]-{0,50}(part_of_unit:Unit)<-[seat_in_unit:HOLDS]-(member:Person)
    WHERE @holds(part_of_unit) AND @stands(seat_in_unit, member)
  }
WITH collect(unit) AS units
UNWIND units AS unit
