// The registered key contacts of an account on a day; whose seat weighs most first.
// access: read
// returns: many
// $account: id of the customer
// $as_of: the day
// $limit: most rows
// -> person: at a glance (people.model.PersonCard)
// -> position_class: how much the seat weighs, S most; null where unknown
MATCH (account:Organization {id: $account})
@registered_contacts(account)
LET position_class = @position_class(person, account)
WITH person, position_class
ORDER BY @class_order(position_class), person.id LIMIT $limit
@card(person)
RETURN card AS person, position_class
ORDER BY @class_order(position_class), card.id
