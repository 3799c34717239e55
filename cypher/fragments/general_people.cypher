// The supporters and influencers of an account: with role S or I in a deal of theirs, with none of A, D and E, and no key contact.
// Binds person and roles.
// @account: the organisation
CALL (@account) {
  @deals(@account)
  MATCH (opportunity)<-[part:HAS_ROLE]-(person:Person)
  WHERE @stands(part, person)
  WITH person, part.role AS letter ORDER BY letter
  WITH person, collect(DISTINCT letter) AS roles
  FILTER any(letter IN roles WHERE letter IN ['S', 'I']) AND none(letter IN roles WHERE letter IN ['A', 'D', 'E'])
    AND size([(person)-[registered:KEY_CONTACT_OF]->(@account) WHERE @holds(registered) | 1]) = 0
  RETURN person, roles
}
