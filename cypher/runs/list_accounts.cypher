// Ids of the accounts of a day, in order, after one.
// access: read
// returns: many
// $after: the id to go on after, '' for the first
// $as_of: the day
// $limit: most rows
// -> id: an account's id
MATCH (account:Organization)
WHERE account.id > $after AND account.kind = 'customer'
  AND coalesce(account.valid_from, $as_of) <= $as_of AND coalesce(account.valid_to > $as_of, true)
RETURN account.id AS id ORDER BY id LIMIT $limit
