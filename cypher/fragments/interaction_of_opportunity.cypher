// The interactions for an opportunity that had taken place by the day. Binds entity.
// @of: id of the opportunity
MATCH (around:Opportunity {id: @of})<-[:OPPORTUNITY]-(entity:Interaction)
USING INDEX SEEK around:Opportunity(id)
WHERE @holds(entity)
