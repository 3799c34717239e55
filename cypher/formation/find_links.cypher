// How some of ours and some of theirs are linked on a day: the strongest tie of each two, and their last contact of any kind.
// access: read
// returns: many
// $theirs: ids of theirs
// $ours: ids of ours
// $as_of: the day
// -> our: id of one of ours
// -> their: id of one of theirs
// -> tied: whether a tie holds
// -> strength: of the strongest tie, 0..1; null where unknown
// -> basis: what that tie rests on; null where unknown
// -> last_contact: day of the last contact that is known; null where none is
UNWIND $theirs AS id
MATCH (person:Person {id: id})
USING INDEX SEEK person:Person(id)
CALL (person) {
  MATCH (person)-[tie:TIE]-(our:Person)
  WHERE our.id IN $ours AND @holds(tie)
  RETURN our.id AS our_id, tie, null AS day
  UNION ALL
  @contacts(person)
  RETURN our.id AS our_id, null AS tie, day
}
WITH id, our_id, tie, day ORDER BY coalesce(tie.strength, -1.0) DESC, tie.id
WITH id, our_id, head(collect(tie)) AS best, max(day) AS last_contact
RETURN our_id AS our, id AS their, best IS NOT NULL AS tied, best.strength AS strength, best.basis AS basis, last_contact
ORDER BY our, their
