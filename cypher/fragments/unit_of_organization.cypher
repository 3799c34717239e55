// The units of an organisation, on every level, that exist on the day. Binds entity.
// @of: id of the organisation
MATCH (around:Organization {id: @of})<-[:BELONGS_TO]-(entity:Unit)
USING INDEX SEEK around:Organization(id)
WHERE @holds(entity)
