// The opportunities of an account that are live on the day or, by $wanted, ended by it. Binds entity.
// @of: id of the account
MATCH (around:Organization {id: @of})<-[:FOR]-(entity:Opportunity)
USING INDEX SEEK around:Organization(id)
WHERE @opportunity_stands(entity)
