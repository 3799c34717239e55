// Which accounts each of ours holds ties to, and how good these are beside their colleagues'; by person and account.
// access: read
// returns: many
// $ids: ids of people of ours
// $as_of: the day asked about
// -> person: id of the person
// -> account_id: id of the account
// -> account: its name
// -> contacts: people there they have a tie with
// -> strength: the strongest of these ties; null when none is known
// -> last_contact: day of the last contact; null when unknown
// -> others: colleagues who have ties there
// -> others_strength: the strongest known of the colleagues' ties there; null when none is known
// -> others_unknown: colleagues none of whose ties there has a known strength
MATCH (us:Organization {kind: 'vendor'})
@people_of(us)
WITH DISTINCT person AS our
MATCH (our)-[tie:TIE]-(contact:Person)
WHERE @stands(tie, contact)
MATCH (contact)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(account:Organization {kind: 'customer'})
WHERE @holds(seat)
WITH account, our, count(DISTINCT contact) AS contacts, max(tie.strength) AS strength,
  max(@contact(tie)) AS last_contact
WITH account, collect({our: our, contacts: contacts, strength: strength, last_contact: last_contact}) AS holders
UNWIND holders AS held
FILTER held.our.id IN $ids
CALL (held, holders) {
  UNWIND holders AS other
  FILTER other.our <> held.our
  RETURN count(*) AS others, max(other.strength) AS others_strength, sum(CASE WHEN other.strength IS NULL THEN 1 ELSE 0 END) AS others_unknown
}
RETURN held.our.id AS person, account.id AS account_id, account.name AS account, held.contacts AS contacts,
  held.strength AS strength, held.last_contact AS last_contact, others, others_strength, others_unknown
ORDER BY person, contacts DESC, account_id
