// Organisations whose people are no way, and their units.
// access: read
// returns: one
// $ids: ids of organisations to avoid
// $kinds: kinds of organisation to avoid
// -> ids: ids of the organisations and units
CALL () {
  MATCH (organization:Organization WHERE organization.kind IN $kinds)
  RETURN organization
  UNION
  MATCH (organization:Organization WHERE organization.id IN $ids)
  RETURN organization
}
CALL (organization) {
  RETURN organization AS at
  UNION ALL
  MATCH (organization)<-[:BELONGS_TO]-(at) RETURN at
}
RETURN collect(at.id) AS ids
