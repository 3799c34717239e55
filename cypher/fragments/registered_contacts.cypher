// The registered key contacts of an account on the day. Binds person.
// @account: the organisation
MATCH (@account)<-[entry:KEY_CONTACT_OF]-(person:Person)
WHERE @stands(entry, person)
WITH DISTINCT @account, person
