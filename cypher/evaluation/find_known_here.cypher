// Who of some accounts' people is known to ours: people with a seat there, in the register, or with a part in a deal.
// Rules take this short list where they look at an account's own people.
// access: read
// returns: one
// $accounts: ids of accounts
// $known_anywhere: ids of all people known to ours
// -> known: ids of those of the accounts
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @places(account)
  MATCH (place)<-[:HOLDS]-(person:Person)
  RETURN person
  UNION ALL
  MATCH (account)<-[:KEY_CONTACT_OF]-(person:Person) RETURN person
  UNION ALL
  MATCH (account)<-[:FOR]-(:Opportunity)<-[:HAS_ROLE]-(person:Person) RETURN person
}
WITH person.id AS id
FILTER id IN $known_anywhere
RETURN collect(DISTINCT id) AS known
