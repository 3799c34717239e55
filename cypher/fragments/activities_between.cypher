// The interactions of the period of some of theirs and some of ours. Binds activities, each with ours and theirs: ids of those of
// them who came.
// @theirs: a list of ids
// @ours: a list of ids
CALL (@theirs, @ours) {
  UNWIND @theirs AS their_id
  MATCH (their:Person {id: their_id})-[their_part:TOOK_PART]->(interaction:Interaction)
  WHERE interaction.valid_from >= $as_of - duration({days: $period_days}) AND @holds(interaction) AND @took_part(their_part)
  WITH interaction, collect(DISTINCT their_id) AS theirs_there, @ours
  CALL (interaction, @ours) {
    MATCH (our:Person)-[our_part:TOOK_PART]->(interaction)
    WHERE our.id IN @ours AND @took_part(our_part)
    RETURN collect(DISTINCT our.id) AS ours_there
  }
  FILTER size(ours_there) > 0
  RETURN collect({ours: ours_there, theirs: theirs_there}) AS activities
}
