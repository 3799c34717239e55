// People who left an account and hold a seat elsewhere: the latest first. Who still holds another seat at the account has not left it.
// access: read
// returns: many
// $account: id of the account; null: all of them
// $since: the first day of leaving that counts
// $as_of: the day asked about
// $after: left_on, person and account of the one after which the page begins; null: the first page
// $limit: how many at most
// -> person: the person, with the main seat that they hold now (people.model.PersonCard)
// -> account_id: id of the account that they left
// -> account: its name
// -> title: their last title there; null where unknown
// -> left_on: first day without the seat
// -> joined_on: first day of the earliest seat that they hold elsewhere now; null where unknown
// -> known: whether one of ours knows them
CALL () {
  WHEN $account IS NOT NULL THEN {
    MATCH (old:Organization {id: $account})
    RETURN old
  }
  ELSE {
    MATCH (old:Organization {kind: 'customer'})
    RETURN old
  }
}
MATCH (old)<-[:BELONGS_TO]-{0,1}(place)<-[seat:HOLDS]-(person:Person)
WHERE seat.valid_to > $since AND seat.valid_to <= $as_of AND @holds(person)
WITH old, person, seat ORDER BY seat.valid_to DESC, seat.key
WITH old, person, head(collect(seat)) AS gone
FILTER NOT EXISTS {
  MATCH (person)-[still:HOLDS]->()-[:BELONGS_TO]->{0,1}(old)
  WHERE @holds(still)
}
LET new = COLLECT {
  MATCH (person)-[now:HOLDS]->()
  WHERE @holds(now)
  RETURN now
}
FILTER size(new) > 0
LET left_on = gone.valid_to, joined = [now IN new WHERE now.valid_from IS NOT NULL | now.valid_from]
FILTER $after IS NULL OR left_on < $after.left_on
  OR left_on = $after.left_on AND (person.id > $after.person OR person.id = $after.person AND old.id > $after.account)
WITH old, person, gone, left_on, @earliest(joined) AS joined_on
ORDER BY left_on DESC, person.id, old.id LIMIT $limit
LET known = EXISTS {
  MATCH (person)-[tie:TIE]-(our:Person)
  WHERE @stands(tie, our) AND @one_of_ours(our)
}
@card(person)
RETURN card AS person, old.id AS account_id, old.name AS account, coalesce(gone.title, gone.english_title) AS title,
  left_on, joined_on, known
ORDER BY left_on DESC, person.id, account_id
