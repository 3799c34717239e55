// Promises and asks between ours and others, counted by who does what was promised or asked for, how they stand, and what asks
// weigh: of people, or of accounts. Open ones count whatever their age, closed ones from a day on.
// access: read
// returns: many
// $people: ids of people, of either side; null: accounts are asked about
// $other: id of the other, when people are asked about; null: anybody
// $accounts: ids of organisations at which the contacts held a seat when it was promised or asked; null: people are asked about
// $since: what was closed on this day or before does not count
// $due_before: what was due before this day, and is open, is overdue
// $as_of: the day asked about
// -> of: id of the person or organisation
// -> side: who does it: ours or theirs (promises.model.Side)
// -> kind: promise or ask
// -> state: open, overdue, how it was closed, or unsaid: closed, and nobody has said how
// -> weight: of an ask: light, normal, heavy; null where nobody has said
// -> number: how many
CALL () {
  WHEN $accounts IS NOT NULL THEN {
    UNWIND $accounts AS of
    MATCH (account:Organization {id: of})
    @places(account)
    MATCH (place)<-[:HOLDS]-(somebody:Person)
    WITH DISTINCT of, somebody
    MATCH (somebody)-[dealing:PROMISED|ASKS]-(:Person)
    RETURN DISTINCT of, dealing
  }
  ELSE {
    UNWIND $people AS of
    MATCH (:Person {id: of})-[dealing:PROMISED|ASKS]-(somebody:Person)
    WHERE $other IS NULL OR somebody.id = $other
    RETURN of, dealing
  }
}
@dealing(dealing)
FILTER ($accounts IS NULL OR @at_account_on(contact, of, made)) AND (NOT ended OR dealing.valid_to > $since)
LET state = CASE
  WHEN ended THEN coalesce(dealing.closed, dealing.outcome, 'unsaid')
  WHEN dealing.due < $due_before THEN 'overdue'
  ELSE 'open'
END
// What was promised the promiser does, and what was asked whoever was asked.
RETURN of, CASE WHEN (type(dealing) = 'PROMISED') = by_us THEN 'ours' ELSE 'theirs' END AS side,
  CASE type(dealing) WHEN 'PROMISED' THEN 'promise' ELSE 'ask' END AS kind, state, dealing.weight AS weight, count(*) AS number
ORDER BY of, side, kind, state, weight
