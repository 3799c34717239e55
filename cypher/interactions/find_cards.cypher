// Interactions at a glance, with those who took part: of theirs first, the highest layer first; last who did not come.
// access: read
// returns: many
// $ids: ids of interactions
// $as_of: the day asked about
// -> id: its id
// -> kind: what it was
// -> on: its day
// -> at: when it began; null where only the day is known
// -> minutes: how long it took
// -> channel: by what or where
// -> purpose: what it was for
// -> outcome: what came of it
// -> next_step: what is to follow
// -> account_id: id of the customer that it was about
// -> account: name of that customer
// -> unit: name of the department
// -> opportunity: name of the opportunity
// -> attendees: who took part, and who did not come
UNWIND $ids AS id
MATCH (met:Interaction {id: id})
OPTIONAL MATCH (met)-[:ACCOUNT]->(account:Organization)
OPTIONAL MATCH (met)-[:UNIT]->(unit:Unit)
OPTIONAL MATCH (met)-[:OPPORTUNITY]->(deal:Opportunity)
LET attendees = COLLECT {
  MATCH (met)<-[part:TOOK_PART]-(person:Person)
  WHERE @holds(part)
  LET ours = @with_us_on(person, met.valid_from)
  LET seat = head(COLLECT {
    MATCH (person)-[held:HOLDS]->(place)
    WHERE @holds_on(held, met.valid_from)
    RETURN {title: coalesce(held.title, held.english_title), layer: held.layer,
      organization: coalesce(head([(place)-[:BELONGS_TO]->(above:Organization) | above.name]), place.name)}
    ORDER BY @main_first(held) LIMIT 1
  })
  RETURN person {.id, .name, .english_name, ours: ours, part: part.part, came: part.came, title: seat.title, layer: seat.layer,
    organization: seat.organization}
  ORDER BY coalesce(NOT part.came, false), ours, coalesce(seat.layer, 999), person.id, part.key
}
RETURN met.id AS id, met.kind AS kind, met.valid_from AS on, met.at AS at, met.minutes AS minutes, met.channel AS channel,
  met.purpose AS purpose, met.outcome AS outcome, met.next_step AS next_step, account.id AS account_id,
  account.name AS account, unit.name AS unit, deal.name AS opportunity, attendees
ORDER BY id
