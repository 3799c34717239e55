// One piece of news: who told it to whom, in what, about what, who confirmed it by the day, and what that makes of it.
// access: read
// returns: maybe
// $id: the piece of news
// $as_of: the day
// -> id: its id
// -> claim: what was said
// -> told_on: the day of it
// -> until: the first day on which it no longer holds; null where it still does
// -> audience: who of ours is meant to know it; null where nobody has said
// -> state: confirmed, single_channel or unknown_source
// -> said_by: who said it (people.model.PersonCard); null where it is not known
// -> said_to: to whom of ours; null where it is not known
// -> interaction: in which: id, kind, on (the day), purpose; null where it is not known
// -> account: the customer that it is about: id, name; null where it is about none
// -> unit: the same of the unit
// -> opportunity: the same of the opportunity
// -> competitor: the same of the competitor
// -> person: whom it is about (people.model.PersonCard); null where it is about nobody
// -> confirmations: who confirmed it by the day, the first first (news.model.NewsConfirmation)
// -> source: who told relgraph
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
MATCH (news:News {id: $id})
@news_state(news)
OPTIONAL MATCH (news)-[:SAID_BY]->(teller:Person)
OPTIONAL MATCH (news)-[:SAID_TO]->(listener:Person)
OPTIONAL MATCH (news)-[:PERSON]->(about:Person)
@card(teller)
WITH news, tellers, state, listener, about, card AS said_by
@card(listener)
WITH news, tellers, state, about, said_by, card AS said_to
@card(about)
WITH news, tellers, state, said_by, said_to, card AS person
CALL (news, tellers) {
  MATCH (news)<-[confirmation:CONFIRMED]-(witness:Person)
  WHERE @holds(confirmation)
  @card(witness)
  // None of one of ours, who only passes it on, and of whoever said it, who says it again.
  LET own = head([one IN tellers WHERE one.id = witness.id AND none(also IN tellers WHERE also.said AND also.id = witness.id)])
  LET others = [other IN tellers WHERE other.id <> witness.id]
  LET independent = CASE
    WHEN own IS NULL THEN false
    WHEN others <> [] THEN any(other IN others WHERE @independent(own, other))
  END
  LET independent_of = coll.sort(coll.distinct([other IN others WHERE own IS NOT NULL AND @independent(own, other) | other.name]))
  WITH confirmation, witness, card, independent, independent_of ORDER BY confirmation.valid_from, witness.id
  RETURN collect({person: card, on: confirmation.valid_from, independent: independent, independent_of: independent_of}) AS confirmations
}
OPTIONAL MATCH (news)-[:INTERACTION]->(met:Interaction)
OPTIONAL MATCH (news)-[:ACCOUNT]->(account:Organization)
OPTIONAL MATCH (news)-[:UNIT]->(unit:Unit)
OPTIONAL MATCH (news)-[:OPPORTUNITY]->(deal:Opportunity)
OPTIONAL MATCH (news)-[:COMPETITOR]->(competitor:Organization)
RETURN news.id AS id, news.claim AS claim, news.valid_from AS told_on, news.valid_to AS until, news.audience AS audience, state, said_by,
  said_to, met {.id, .kind, on: met.valid_from, .purpose} AS interaction, account {.id, .name} AS account, unit {.id, .name} AS unit,
  deal {.id, .name} AS opportunity, competitor {.id, .name} AS competitor, person, confirmations, news.source AS source,
  news.recorded_at AS recorded_at, news.recorded_by AS recorded_by
