// The interactions of some of ours with some of theirs since a day, and who of them came; the newest first.
// access: read
// returns: many
// $theirs: ids of theirs
// $ours: ids of ours
// $since: the first day that is looked at
// $as_of: the day asked about
// -> id: its id
// -> kind: what it was, as the playbook calls it
// -> day: when
// -> purpose: what it was for; null where nobody has said
// -> ours: ids of those of ours who took part
// -> theirs: ids of those of theirs
UNWIND $theirs AS id
MATCH (person:Person {id: id})-[part:TOOK_PART]->(interaction:Interaction)
USING INDEX SEEK person:Person(id)
WHERE interaction.valid_from >= $since AND @holds(interaction) AND @took_part(part)
WITH interaction, collect(DISTINCT id) AS theirs
CALL (interaction) {
  MATCH (our:Person)-[our_part:TOOK_PART]->(interaction)
  WHERE our.id IN $ours AND @took_part(our_part)
  RETURN collect(DISTINCT our.id) AS ours
}
FILTER size(ours) > 0
RETURN interaction.id AS id, interaction.kind AS kind, interaction.valid_from AS day, interaction.purpose AS purpose, ours, theirs
ORDER BY day DESC, id
