// The units right below a unit, that exist on the day. Binds entity.
// @of: id of the unit above
MATCH (around:Unit {id: @of})<-[:PART_OF]-(entity:Unit)
USING INDEX SEEK around:Unit(id)
WHERE @holds(entity)
