// The people with a seat in an organisation or in one of its units. Binds place, seat and person.
// @account: the organisation
@places(@account)
MATCH (place)<-[seat:HOLDS]-(person:Person)
WHERE @stands(seat, person)
