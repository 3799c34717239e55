// People at a glance on a day, and at which competitor those are who have a seat at one.
// access: read
// returns: many
// $ids: ids of people
// $as_of: the day asked about
// -> person: the person (people.model.PersonCard)
// -> competitor: id and name of the competitor where they hold a seat, of several the first by id; null where none
UNWIND $ids AS id
MATCH (person:Person {id: id})
LET competitor = head(COLLECT {
  MATCH (person)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(organization:Organization {kind: 'competitor'})
  WHERE @holds(seat)
  RETURN organization {.id, .name, .english_name} ORDER BY organization.id
})
@card(person)
RETURN card AS person, competitor
