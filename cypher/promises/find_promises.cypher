// Promises between ours and others as they stand on a day: open ones by the day on which they are due, last those of which none
// was said; then closed ones, the last first.
// access: read
// returns: many
// $account: id of the organisation at which the contact held a seat when it was made; null: any
// $by: id of who promised; null: anybody
// $owner: id of the one of ours who promised or was promised; null: anybody
// $side: ours or theirs: who promised (promises.model.Side); null: either
// $states: how they stand (promises.model.PromiseState)
// $due_by: only those that are due by this day; null: all
// $due_before: what was due before this day, and is open, is overdue
// $as_of: the day asked about
// $after: rank and key of the one after which the page begins; null: the first page
// $limit: how many at most
// -> id: id of the promise
// -> key: key of this version of it
// -> rank: by what it is ordered
// -> promiser: who promised (people.model.PersonCard)
// -> promisee: to whom
// -> side: ours or theirs: who promised
// -> promise: what was promised
// -> made_on: the day of the promise; null where unknown
// -> due: by which day; null where none was said
// -> state: open, overdue or closed
// -> days_overdue: how many days past its day it is, or was when it was closed; null where no day was said
// -> closed: how it was closed; null while it is open, and where nobody has said
// -> closed_on: the day of that; null while it is open
// -> interaction: in which interaction it was made: id, kind, on (its day), purpose; null where none is named
CALL () {
  WHEN coalesce($by, $owner) IS NOT NULL THEN {
    MATCH (:Person {id: coalesce($by, $owner)})-[promise:PROMISED]-(:Person)
    RETURN promise
  }
  ELSE {
    // At one end of each is somebody of the account, or else of ours.
    MATCH (organization:Organization)
    WHERE CASE WHEN $account IS NULL THEN organization.kind = 'vendor' ELSE organization.id = $account END
    @places(organization)
    MATCH (place)<-[:HOLDS]-(somebody:Person)
    WITH DISTINCT somebody
    MATCH (somebody)-[promise:PROMISED]-(:Person)
    RETURN DISTINCT promise
  }
}
@dealing(promise)
FILTER ($by IS NULL OR giver.id = $by) AND ($owner IS NULL OR our.id = $owner) AND ($side IS NULL OR ($side = 'ours') = by_us)
  AND ($account IS NULL OR @at_account_on(contact, $account, made)) AND ($due_by IS NULL OR promise.due <= $due_by)
LET state = CASE WHEN ended THEN 'closed' WHEN promise.due < $due_before THEN 'overdue' ELSE 'open' END, zero = date('1970-01-01')
FILTER state IN $states
LET rank = CASE
  WHEN ended THEN 10000000 - duration.inDays(zero, promise.valid_to).days
  ELSE coalesce(duration.inDays(zero, promise.due).days, 5000000)
END
FILTER $after IS NULL OR rank > $after.rank OR rank = $after.rank AND promise.key > $after.key
WITH promise, giver AS maker, taker AS receiver, by_us, ended, state, rank ORDER BY rank, promise.key LIMIT $limit
@card(maker)
WITH promise, receiver, by_us, ended, state, rank, card AS promiser
@card(receiver)
OPTIONAL MATCH (within:Interaction {id: promise.interaction})
LET days = duration.inDays(promise.due, CASE WHEN ended THEN promise.valid_to ELSE $as_of END).days
RETURN promise.id AS id, promise.key AS key, rank, promiser, card AS promisee, CASE WHEN by_us THEN 'ours' ELSE 'theirs' END AS side,
  promise.promise AS promise, promise.valid_from AS made_on, promise.due AS due, state,
  CASE WHEN days < 0 THEN 0 ELSE days END AS days_overdue, CASE WHEN ended THEN promise.closed END AS closed,
  CASE WHEN ended THEN promise.valid_to END AS closed_on,
  within {.id, .kind, on: within.valid_from, .purpose} AS interaction
ORDER BY rank, key
