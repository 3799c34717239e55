// What the given ids belong to, so that a rejected row can say which reference is missing.
// access: read
// returns: many
// $ids: any ids
// -> id: the given id
// -> person: a person has it
// -> unit_of: id of the organisation of the unit that has it, else null
// -> organization_kind: kind of the organisation that has it, else null
// -> opportunity: an opportunity has it
// -> interaction: an interaction has it
// -> news: a piece of news has it
UNWIND $ids AS id
OPTIONAL MATCH (person:Person {id: id})
OPTIONAL MATCH (organization:Organization {id: id})
OPTIONAL MATCH (unit:Unit {id: id})
OPTIONAL MATCH (opportunity:Opportunity {id: id})
OPTIONAL MATCH (interaction:Interaction {id: id})
OPTIONAL MATCH (news:News {id: id})
RETURN id, person IS NOT NULL AS person, head([(unit)-[:BELONGS_TO]->(o) | o.id]) AS unit_of,
  organization.kind AS organization_kind, opportunity IS NOT NULL AS opportunity,
  interaction IS NOT NULL AS interaction, news IS NOT NULL AS news
