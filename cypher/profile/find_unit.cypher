// A unit on a day: where it belongs, what it consists of, who sits in it.
// access: read
// returns: maybe
// $id: the unit
// $as_of: the day
// $limit: most members told
// -> id: its id
// -> name: its name
// -> english_name: its name in English
// -> function: what it is there for
// -> organization_id: id of its organisation
// -> organization: name of its organisation
// -> parent_id: id of the unit that it is part of, null at the top
// -> parent: name of that unit
// -> parts: the units right below it, by id
// -> people: how many people have a seat in the unit itself
// -> known_people: how many of them are known to one of ours
// -> members: the first of these people, the highest layer first
MATCH (unit:Unit {id: $id})-[:BELONGS_TO]->(organization:Organization)
OPTIONAL MATCH (unit)-[:PART_OF]->(parent:Unit)
LET parts = COLLECT {
  MATCH (unit)<-[:PART_OF]-(part:Unit)
  WHERE @holds(part)
  RETURN part {.id, .name, .english_name} ORDER BY part.id
}
LET staff = COLLECT {
  MATCH (unit)<-[seat:HOLDS]-(person:Person)
  WHERE @stands(seat, person)
  WITH person, seat ORDER BY coalesce(seat.layer, 999), seat.id
  WITH person, head(collect(seat)) AS seat
  LET our_ties = COUNT {
    MATCH (person)-[tie:TIE]-(ours:Person)
    WHERE @stands(tie, ours) AND @one_of_ours(ours)
    RETURN DISTINCT ours
  }
  RETURN person {.id, .name, .english_name, title: coalesce(seat.title, seat.english_title), layer: seat.layer, our_ties: our_ties}
  ORDER BY coalesce(seat.layer, 999), person.id
}
RETURN unit.id AS id, unit.name AS name, unit.english_name AS english_name, unit.function AS function,
  organization.id AS organization_id, organization.name AS organization, parent.id AS parent_id, parent.name AS parent,
  parts, size(staff) AS people, size([one IN staff WHERE one.our_ties > 0]) AS known_people, staff[..$limit] AS members
