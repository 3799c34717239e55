// Who stands above and below a contact on the day (docs/method/formation.md), none of ours. Binds above and below: ids.
// @person: the contact
CALL (@person) {
  @layer_above(@person)
  FILTER NOT member.id IN $ours
  RETURN collect(DISTINCT member.id) AS above
}
CALL (@person) {
  @layer_below(@person)
  FILTER NOT member.id IN $ours
  RETURN collect(DISTINCT member.id) AS below
}
