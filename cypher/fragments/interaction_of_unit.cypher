// The interactions with a department that had taken place by the day. Binds entity.
// @of: id of the unit
MATCH (around:Unit {id: @of})<-[:UNIT]-(entity:Interaction)
USING INDEX SEEK around:Unit(id)
WHERE @holds(entity)
