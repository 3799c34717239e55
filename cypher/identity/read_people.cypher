// What people are compared by, page by page: whoever is there on the day.
// access: read
// returns: many
// $as_of: the day
// $after: the id after which the page begins
// $limit: most rows
// -> id: their id
// -> names: all names, the main one first
// -> identifiers: what they are known by elsewhere
// -> organizations: ids of the organisations where they hold or held a seat
// -> titles: their titles there
MATCH (person:Person)
WHERE person.id > $after AND @holds(person)
WITH person ORDER BY person.id LIMIT $limit
LET seats = COLLECT {
  MATCH (person)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(organization:Organization)
  RETURN {organization: organization.id, titles: [t IN [seat.title, seat.english_title] WHERE t IS NOT NULL]}
}
RETURN person.id AS id, [n IN [person.name, person.english_name] WHERE n IS NOT NULL] + coalesce(person.aliases, []) AS names,
  [(person)<-[:IDENTIFIES]-(identifier) | identifier.id] AS identifiers,
  [seat IN seats | seat.organization] AS organizations, reduce(all = [], seat IN seats | all + seat.titles) AS titles
ORDER BY id
