// Every opportunity that is live on the day or, by $wanted, ended by it. Binds entity.
MATCH (entity:Opportunity)
WHERE entity.id > '' AND @opportunity_stands(entity)
