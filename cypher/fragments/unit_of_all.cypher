// Every unit that exists on the day. Binds entity.
MATCH (entity:Unit)
WHERE entity.id > '' AND @holds(entity)
