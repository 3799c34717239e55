// Organisations and units that matter to one search for paths.
// access: read
// returns: one
// $kinds: kinds of organisation whose people are no way
// $avoid: ids of other organisations whose people are no way
// $prefer: ids of organisations that are preferred
// $opportunity: id of the opportunity whose account is asked for; null for none
// -> ours: ids of our organisations and their units
// -> avoided: ids of those that are no way
// -> preferred: ids of the preferred ones
// -> account: ids of the account and its units
CALL () {
  MATCH (organization:Organization WHERE organization.kind = 'vendor' OR organization.kind IN $kinds)
  RETURN organization
  UNION
  MATCH (organization:Organization WHERE organization.id IN $avoid OR organization.id IN $prefer)
  RETURN organization
  UNION
  MATCH (:Opportunity {id: $opportunity})-[:FOR]->(organization)
  RETURN organization
}
@places(organization)
WITH organization.kind AS kind, organization.id AS of, collect(place.id) AS ids,
  EXISTS { (:Opportunity {id: $opportunity})-[:FOR]->(organization) } AS account
RETURN coll.flatten(collect(CASE WHEN kind = 'vendor' THEN ids END)) AS ours,
  coll.flatten(collect(CASE WHEN kind IN $kinds OR of IN $avoid THEN ids END)) AS avoided,
  coll.flatten(collect(CASE WHEN of IN $prefer THEN ids END)) AS preferred,
  coll.flatten(collect(CASE WHEN account THEN ids END)) AS account
