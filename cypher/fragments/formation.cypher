// The formation around a contact and an owner on the day (docs/method/formation.md). Binds above and below, ids of theirs;
// our_above and our_below, ids of ours; and activities, the interactions of the period, each with ours and theirs: ids of
// those of the formation who came.
// @person: the contact
// @owner: the owner
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
CALL (@owner) {
  @layer_above(@owner)
  FILTER member.id IN $ours
  RETURN collect(DISTINCT member.id) AS our_above
}
CALL (@owner) {
  @layer_below(@owner)
  FILTER member.id IN $ours
  RETURN collect(DISTINCT member.id) AS our_below
}
CALL (@person, @owner, above, below, our_above, our_below) {
  UNWIND [@person.id] + above + below AS their_id
  MATCH (their:Person {id: their_id})-[their_part:TOOK_PART]->(interaction:Interaction)
  WHERE interaction.valid_from >= $as_of - duration({days: $period_days}) AND @holds(interaction) AND @took_part(their_part)
  WITH interaction, collect(DISTINCT their_id) AS theirs, [@owner.id] + our_above + our_below AS of_ours
  CALL (interaction, of_ours) {
    MATCH (our:Person)-[our_part:TOOK_PART]->(interaction)
    WHERE our.id IN of_ours AND @took_part(our_part)
    RETURN collect(DISTINCT our.id) AS ours
  }
  FILTER size(ours) > 0
  RETURN collect({ours: ours, theirs: theirs}) AS activities
}
