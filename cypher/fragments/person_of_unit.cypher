// Everyone who holds a seat in a unit itself; its parts are not looked into. Binds entity, once.
// @of: id of the unit
MATCH (around:Unit {id: @of})<-[seat:HOLDS]-(entity:Person)
USING INDEX SEEK around:Unit(id)
WHERE @stands(seat, entity)
WITH DISTINCT entity
