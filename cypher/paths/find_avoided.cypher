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
@places(organization)
RETURN collect(place.id) AS ids
