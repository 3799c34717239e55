// What organisations are compared by, page by page: whichever are there on the day.
// access: read
// returns: many
// $as_of: the day
// $after: the id after which the page begins
// $limit: most rows
// -> id: its id
// -> names: all names, the main one first
// -> identifiers: what it is known by elsewhere
MATCH (organization:Organization)
WHERE organization.id > $after AND @holds(organization)
WITH organization ORDER BY organization.id LIMIT $limit
RETURN organization.id AS id,
  [n IN [organization.name, organization.english_name] WHERE n IS NOT NULL] + coalesce(organization.aliases, []) AS names,
  [(organization)<-[:IDENTIFIES]-(identifier) | identifier.id] AS identifiers
ORDER BY id
