// The registered key contacts of an account on a day, with what ours hold of closeness and support; whose seat weighs most first.
// access: read
// returns: many
// $account: id of the customer
// $as_of: the day
// $limit: most rows
// -> person: at a glance (people.model.PersonCard)
// -> position_class: how much the seat weighs, S most; null where unknown
// -> closeness: what raters say of it (closeness.model.Rating), the newest first; empty where nobody has
// -> support: the same of support
MATCH (account:Organization {id: $account})
@registered_contacts(account)
LET position_class = @position_class(person, account)
WITH account, person, position_class
ORDER BY @class_order(position_class), person.id LIMIT $limit
LET closeness = @relationship_levels(person, account, closeness), support = @relationship_levels(person, account, support)
@card(person)
RETURN card AS person, position_class, closeness, support
ORDER BY @class_order(position_class), card.id
