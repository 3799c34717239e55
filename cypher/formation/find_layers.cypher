// Who stands above and below each of some people on a day, of their own side: the nearest first, by solid lines before dotted ones
// before rank.
// access: read
// returns: many
// $people: ids of those in the middle: owners and contacts
// $levels: most steps up or down
// $most: most people of one layer
// $as_of: the day
// -> middle: id of who is in the middle
// -> layer: above or below (formation.model.FormationLayer)
// -> person: who stands there (people.model.PersonCard)
// -> basis: solid, dotted or rank (formation.model.LayerBasis)
// -> steps: how many steps from the middle
UNWIND $people AS id
MATCH (middle:Person {id: id})
CALL (middle) {
  @layer_above(middle)
  RETURN 'above' AS layer, member, basis, steps
  UNION ALL
  @layer_below(middle)
  RETURN 'below' AS layer, member, basis, steps
}
WITH middle, layer, member, basis, steps ORDER BY coll.indexOf(['solid', 'dotted', 'rank'], basis), steps
WITH middle, layer, member, head(collect({basis: basis, steps: steps})) AS place
FILTER @one_of_ours(member) = @one_of_ours(middle)
WITH middle, layer, member, place ORDER BY coll.indexOf(['solid', 'dotted', 'rank'], place.basis), place.steps, member.id
WITH middle, layer, collect({member: member, place: place})[..$most] AS members
UNWIND members AS one
LET member = one.member, basis = one.place.basis, steps = one.place.steps
@card(member)
RETURN middle.id AS middle, layer, card AS person, basis, steps
ORDER BY middle, layer, coll.indexOf(['solid', 'dotted', 'rank'], basis), steps, card.id
