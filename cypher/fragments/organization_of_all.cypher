// Every organisation of the kinds asked for that exists on the day. Binds entity.
MATCH (entity:Organization)
WHERE entity.id > '' AND ($wanted.kinds IS NULL OR entity.kind IN $wanted.kinds) AND @holds(entity)
