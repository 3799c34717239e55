// What was told of an account and holds on a day, the latest first, with how well it is confirmed: by two channels that are
// independent of each other, which are two people of different departments, none of which is a part of the other.
// access: read
// returns: many
// $account: id of the organisation
// $unit: id of the unit that it is about; null: any, or none
// $opportunity: id of the opportunity that it is about; null: any, or none
// $states: how well it is confirmed (news.model.NewsState)
// $as_of: the day asked about
// $after: told_on and id of the one after which the page begins; null: the first page
// $limit: how many at most
// -> id: id of the piece of news
// -> claim: what was said
// -> told_on: the day of it
// -> audience: who of ours is meant to know it; null where nobody has said
// -> state: confirmed, single_channel or unknown_source
// -> said_by: who said it (people.model.PersonCard); null where it is not known
// -> said_to: to whom of ours; null where it is not known
// -> unit: the unit that it is about: id, name; null where it is about none
// -> opportunity: the same of the opportunity
// -> person: whom it is about (people.model.PersonCard); null where it is about nobody
// -> confirmed_by: who confirmed it by the day: id, name, on (the day; null where unknown), the first first
MATCH (account:Organization {id: $account})
@news_of(account)
FILTER @holds(news) AND ($unit IS NULL OR news.unit = $unit) AND ($opportunity IS NULL OR news.opportunity = $opportunity)
  AND ($after IS NULL OR news.valid_from < $after.told_on OR news.valid_from = $after.told_on AND news.id > $after.id)
@news_state(news)
FILTER state IN $states
WITH news, state ORDER BY news.valid_from DESC, news.id LIMIT $limit
OPTIONAL MATCH (news)-[:SAID_BY]->(teller:Person)
OPTIONAL MATCH (news)-[:SAID_TO]->(listener:Person)
OPTIONAL MATCH (news)-[:PERSON]->(about:Person)
@card(teller)
WITH news, state, listener, about, card AS said_by
@card(listener)
WITH news, state, about, said_by, card AS said_to
@card(about)
OPTIONAL MATCH (news)-[:UNIT]->(unit:Unit)
OPTIONAL MATCH (news)-[:OPPORTUNITY]->(deal:Opportunity)
RETURN news.id AS id, news.claim AS claim, news.valid_from AS told_on, news.audience AS audience, state, said_by, said_to,
  unit {.id, .name} AS unit, deal {.id, .name} AS opportunity, card AS person, COLLECT {
    MATCH (news)<-[confirmation:CONFIRMED]-(witness:Person)
    WHERE @holds(confirmation)
    RETURN {id: witness.id, name: witness.name, on: confirmation.valid_from} ORDER BY confirmation.valid_from, witness.id
  } AS confirmed_by
ORDER BY told_on DESC, id
