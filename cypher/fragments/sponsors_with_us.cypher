// How many who are with us on the day sponsor a contact of an account.
// @person: the contact
// @account: the organisation
COUNT {
  MATCH (@account)<-[sponsorship:SPONSORS]-(senior:Person)
  WHERE sponsorship.contact = @person.id AND senior.id IN $ours AND @stands(sponsorship, senior)
  RETURN DISTINCT senior
}
