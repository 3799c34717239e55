// Which of some of ours dealt with whom at an account, by the day: how often, and when last.
// access: read
// returns: many
// $account: id of the customer
// $ours: ids of those of ours
// $as_of: the day
// -> our: id of the one of ours
// -> contact: id of the contact
// -> last: the day of the last contact
// -> times: in how many interactions both took part
MATCH (account:Organization {id: $account})
@contacts_at(account)
@contacts(person)
RETURN our.id AS our, person.id AS contact, max(day) AS last, count(DISTINCT interaction) AS times
ORDER BY our, contact
