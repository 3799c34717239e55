// Everyone who holds a seat in an organisation or in one of its units. Binds entity, once.
// @of: id of the organisation
MATCH (around:Organization {id: @of})<-[:BELONGS_TO]-{0,1}()<-[seat:HOLDS]-(entity:Person)
USING INDEX SEEK around:Organization(id)
WHERE @stands(seat, entity)
WITH DISTINCT entity
