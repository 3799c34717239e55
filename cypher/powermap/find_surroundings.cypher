// Who of ours and who of competitors has the strongest tie to each of some people on a day.
// access: read
// returns: many
// $people: ids of people; of whoever is no more nothing is told
// $assumed: what a tie counts as of which no strength is recorded, 0..1
// $as_of: the day asked about
// -> person: id of the person
// -> ours: the strongest tie to one of ours (powermap.model.NearestTie); null where none is known, or for our own people
// -> rivals: the same of competitors' people
UNWIND $people AS id
MATCH (person:Person {id: id})
USING INDEX SEEK person:Person(id)
WHERE @holds(person)
LET own = @side(person)
CALL (person, own) {
  MATCH (person)-[tie:TIE]-(near:Person)
  WHERE @stands(tie, near)
  // Of several ties between two people the strongest recorded one counts (ADR 0013).
  WITH own, near, max(tie.strength) AS recorded, max(@contact(tie)) AS last_contact
  LET side = @side(near)
  // Where nobody is on a side, null is no other.
  FILTER side <> coalesce(own, 'neither')
  LET strength = coalesce(recorded, $assumed), assumed = recorded IS NULL
  ORDER BY strength DESC, assumed, last_contact IS NULL, last_contact DESC, near.id
  WITH side, head(collect({person: near.id, name: near.name, english_name: near.english_name, strength: strength, assumed: assumed,
    last_contact: last_contact})) AS nearest
  RETURN collect({side: side, nearest: nearest}) AS sides
}
RETURN id AS person, head([one IN sides WHERE one.side = 'ours' | one.nearest]) AS ours,
  head([one IN sides WHERE one.side = 'rivals' | one.nearest]) AS rivals
