// The key people of an account: with role A, D or E in a deal of theirs, and registered key contacts. Binds person and roles.
// @account: the organisation
CALL (@account) {
  @deals(@account)
  MATCH (opportunity)<-[part:HAS_ROLE]-(person:Person)
  WHERE part.role IN ['A', 'D', 'E'] AND @stands(part, person)
  RETURN person, part.role AS letter
  UNION
  // Registered key contacts count for the account as a whole.
  MATCH (@account)<-[entry:KEY_CONTACT_OF]-(person:Person)
  WHERE $opportunity IS NULL AND @stands(entry, person)
  RETURN person, null AS letter
}
WITH person, letter ORDER BY letter
WITH person, collect(DISTINCT letter) AS roles
