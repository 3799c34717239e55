// Through whom what was told of an account by a day reached us, who told last first. Whoever confirmed something told, too.
// access: read
// returns: many
// $account: id of the organisation
// $as_of: the day asked about
// $limit: how many at most
// -> person: who told (people.model.PersonCard)
// -> claims: how many pieces of news they said
// -> confirmed: how many they confirmed
// -> last_told: the day of the last
// -> told_to: ids of those of ours to whom they said something, where that is known
// -> alone: whether nobody else who sits in the same department on the day told anything; null where they sit in none
MATCH (account:Organization {id: $account})
@news_of(account)
@channels(news)
OPTIONAL MATCH (news)-[:SAID_TO]->(listener:Person)
WITH teller, told_on, said, CASE WHEN said THEN listener.id END AS heard_by
WITH teller, count(CASE WHEN said THEN 1 END) AS claims, count(CASE WHEN NOT said THEN 1 END) AS confirmed,
  max(told_on) AS last_told, collect(DISTINCT heard_by) AS told_to
@main_seat(teller)
WITH collect({teller: teller, unit: CASE WHEN main_place:Unit THEN main_place.id END, claims: claims, confirmed: confirmed,
  last_told: last_told, told_to: told_to}) AS tellers
UNWIND tellers AS one
LET teller = one.teller
LET alone = CASE WHEN one.unit IS NOT NULL
  THEN none(other IN tellers WHERE other.teller <> teller AND coalesce(other.unit = one.unit, false)) END
WITH teller, one, alone ORDER BY one.last_told DESC, teller.id LIMIT $limit
@card(teller)
RETURN card AS person, one.claims AS claims, one.confirmed AS confirmed, one.last_told AS last_told,
  coll.sort(one.told_to) AS told_to, alone
ORDER BY last_told DESC, person.id
