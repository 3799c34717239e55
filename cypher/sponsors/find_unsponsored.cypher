// The registered key contacts of class S of an account on a day whom nobody sponsors.
// access: read
// returns: many
// $account: id of the customer
// $as_of: the day
// $ours: ids of our people on the day
// $limit: most rows
// -> person: at a glance (people.model.PersonCard)
// -> function: line of business of the unit that they sit in; null where unknown
MATCH (account:Organization {id: $account})
@registered_contacts(account)
FILTER @position_class(person, account) = 'S' AND @sponsors_with_us(person, account) = 0
@card(person)
RETURN card AS person, @function_of(person) AS function
ORDER BY card.id LIMIT $limit
