// The interactions with an account that had taken place by the day. Binds entity.
// @of: id of the account
MATCH (around:Organization {id: @of})<-[:ACCOUNT]-(entity:Interaction)
USING INDEX SEEK around:Organization(id)
WHERE @holds(entity)
