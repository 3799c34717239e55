// How people and organisations are called, and where they stand: seats of people, kinds of organisations.
// access: read
// returns: many
// $ids: ids of people or organisations
// $as_of: the day of the seats
// -> id: the id
// -> names: all names, the main one first
// -> places: titles and organisations of seats on the day; what an organisation is to us
UNWIND $ids AS id
MATCH (entity:Person|Organization {id: id})
LET places = COLLECT {
  MATCH (entity)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(organization:Organization)
  WHERE @holds(seat)
  RETURN DISTINCT CASE WHEN seat.title IS NULL THEN organization.name ELSE seat.title + ', ' + organization.name END AS place
  ORDER BY place LIMIT 3
}
RETURN id, [n IN [entity.name, entity.english_name] WHERE n IS NOT NULL] + coalesce(entity.aliases, []) AS names,
  CASE WHEN entity:Organization THEN [entity.kind] ELSE places END AS places
