// Everyone who exists on the day. Binds entity.
MATCH (entity:Person)
WHERE entity.id > '' AND @holds(entity)
