// The registered key contacts of an account on a day with their A-owners, whose seat weighs most first.
// access: read
// returns: many
// $account: id of the customer
// $as_of: the day
// $limit: most rows
// -> person: the contact (people.model.PersonCard)
// -> position_class: how much the seat weighs, S most; null where unknown
// -> owners: who of ours owns the relationship as A (people.model.PersonCard), by id
MATCH (account:Organization {id: $account})
@registered_contacts(account)
LET position_class = head(COLLECT {
  MATCH (account)<-[entry:KEY_CONTACT_OF]-(person)
  WHERE @holds(entry) AND entry.position_class IS NOT NULL
  RETURN entry.position_class ORDER BY coll.indexOf(['S', 'A', 'B', 'C'], entry.position_class) LIMIT 1
})
WITH person, position_class
ORDER BY coll.indexOf(['S', 'A', 'B', 'C', '?'], coalesce(position_class, '?')), person.id LIMIT $limit
LET owners = @a_owners(person)
@card(person)
RETURN card AS person, position_class, owners
ORDER BY coll.indexOf(['S', 'A', 'B', 'C', '?'], coalesce(position_class, '?')), card.id
