// Who of ours could meet whom of an account's people on a day.
// access: read
// returns: one
// $account: id of the customer
// $ours: ids of our people, in order
// $as_of: the day
// $most: most pairs of people
// -> ours: ids of our people, those with most ties to the account's people first, then in the given order
// -> theirs: ids of people with a seat there who are not ours, those with a role A, D or E in a live deal first, then registered key contacts
// -> truncated: whether ours would be more
MATCH (account:Organization {id: $account})
CALL (account) {
  @people_of(account)
  WITH DISTINCT person
  WHERE NOT person.id IN $ours
  LET weight = CASE
    WHEN EXISTS {
      MATCH (person)-[part:HAS_ROLE]->(deal:Opportunity)
      WHERE part.role IN ['A', 'D', 'E'] AND @holds(part) AND @holds(deal)
    } THEN 0
    WHEN EXISTS { MATCH (person)-[entry:KEY_CONTACT_OF]->() WHERE @holds(entry) } THEN 1
    ELSE 2
  END
  WITH person ORDER BY weight, person.id
  RETURN collect(person) AS there
}
CALL (there) {
  UNWIND there AS person
  MATCH (person)-[tie:TIE]-(our:Person)
  WHERE our.id IN $ours AND @stands(tie, our)
  WITH our, count(DISTINCT person) AS known ORDER BY known DESC, our.id
  RETURN collect(our.id) AS warm
}
LET ours = warm + [our IN $ours WHERE NOT our IN warm], theirs = [person IN there | person.id]
LET few = CASE WHEN theirs = [] THEN size(ours) ELSE $most / size(theirs) END
RETURN ours[..few] AS ours, theirs, size(ours) > few AS truncated
