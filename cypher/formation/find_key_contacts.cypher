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
LET position_class = @position_class(person, account)
WITH person, position_class
ORDER BY @class_order(position_class), person.id LIMIT $limit
LET owners = @a_owners(person)
@card(person)
RETURN card AS person, position_class, owners
ORDER BY @class_order(position_class), card.id
