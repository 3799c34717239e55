// The people of an account: with a seat there, key contacts, and those on the map of a live deal. Binds person, each once.
// @account: the organisation
CALL (@account) {
  @people_of(@account)
  RETURN person
  UNION
  MATCH (@account)<-[entry:KEY_CONTACT_OF]-(person:Person)
  WHERE @stands(entry, person)
  RETURN person
  UNION
  MATCH (@account)<-[:FOR]-(opportunity:Opportunity)<-[part:HAS_ROLE]-(person:Person)
  WHERE @holds(opportunity) AND @stands(part, person)
  RETURN person
}
