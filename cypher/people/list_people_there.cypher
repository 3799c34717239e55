// The people of an account, whom of them ours know, and who weighs most: those whom ours know best first, then whoever decides,
// then the upper layers.
// access: read
// returns: many
// $account: the organisation
// $known: only those whom one of ours has a tie with, or only those whom none has
// $as_of: the day
// $limit: most rows
// -> person: at a glance (people.model.PersonCard)
// -> decides: whether they approve or decide a live opportunity
// -> by: the one of ours who knows them best, name; null where nobody does
// -> strength: 0..1 of that tie; null where unknown
// -> last_contact: day of the last contact that ties of ours tell of; null where unknown
// -> ties: how many ties of ours there are
MATCH (account:Organization {id: $account})
@people_of(account)
WITH DISTINCT person
CALL (person) {
  OPTIONAL MATCH (person)-[tie:TIE]-(our:Person)
  WHERE @stands(tie, our) AND @one_of_ours(our)
  WITH our, tie ORDER BY coalesce(tie.strength, -1.0) DESC, @contact(tie) DESC, our.id
  RETURN head(collect(our.name)) AS by, head(collect(tie)).strength AS strength, max(@contact(tie)) AS last_contact,
    count(tie) AS ties
}
FILTER (ties > 0) = $known AND NOT @one_of_ours(person)
LET decides = EXISTS {
  MATCH (person)-[part:HAS_ROLE]->(deal:Opportunity)
  WHERE part.role IN ['A', 'D'] AND @stands(part, deal) AND @holds(deal)
}
@card(person)
ORDER BY coalesce(strength, -1.0) DESC, last_contact DESC, decides DESC, coalesce(card.layer, 99), person.id
LIMIT $limit
RETURN card AS person, decides, by, strength, last_contact, ties
