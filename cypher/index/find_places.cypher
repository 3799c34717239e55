// Organisations and units that matter to one search for paths: ours, those preferred, and those of the opportunity's account.
// access: read
// returns: one
// $ours: whether ours are asked for
// $prefer: ids of organisations that are preferred
// $opportunity: id of the opportunity whose account is asked for; null for none
// -> ours: ids of our organisations and their units
// -> preferred: ids of the preferred organisations and their units
// -> account: ids of the account and its units
CALL () {
  MATCH (organization:Organization WHERE $ours AND organization.kind = 'vendor')
  MATCH (organization)<-[:BELONGS_TO]-{0,1}(at)
  RETURN collect(at.id) AS ours
}
CALL () {
  MATCH (organization:Organization WHERE organization.id IN $prefer)
  MATCH (organization)<-[:BELONGS_TO]-{0,1}(at)
  RETURN collect(at.id) AS preferred
}
CALL () {
  MATCH (:Opportunity {id: $opportunity})-[:FOR]->(organization)
  MATCH (organization)<-[:BELONGS_TO]-{0,1}(at)
  RETURN collect(at.id) AS account
}
RETURN ours, preferred, account
