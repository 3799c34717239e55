// People at a glance on a day: name and main seat.
// access: read
// returns: many
// $ids: ids of people
// $as_of: the day asked about
// -> card: the person (people.model.PersonCard)
UNWIND $ids AS id
MATCH (person:Person {id: id})
// <card>
CALL (person) {
  OPTIONAL MATCH (person)-[seat:HOLDS]->(at)
  WHERE @holds(seat)
  WITH seat, at ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
  OPTIONAL MATCH (at)-[:BELONGS_TO]->(of:Organization)
  LET organization = coalesce(of, at)
  RETURN person {.id, .name, .english_name, title: seat.title, english_title: seat.english_title, layer: seat.layer,
    unit: CASE WHEN of IS NULL THEN null ELSE at.name END,
    organization_id: organization.id, organization: organization.name, organization_kind: organization.kind} AS card
}
// </card>
RETURN card
