// The interactions in which somebody took part, that had taken place by the day. Binds entity, once.
// @of: id of the person
MATCH (around:Person {id: @of})-[part:TOOK_PART]->(entity:Interaction)
USING INDEX SEEK around:Person(id)
WHERE @took_part(part) AND @holds(entity)
WITH DISTINCT entity
