// Ids of the accounts of a day, in order, after one.
// access: read
// returns: many
// $after: the id to go on after, '' for the first
// $as_of: the day
// $limit: most rows
// -> id: an account's id
MATCH (account:Organization)
WHERE account.id > $after AND account.kind = 'customer' AND @holds(account)
RETURN account.id AS id ORDER BY id LIMIT $limit
