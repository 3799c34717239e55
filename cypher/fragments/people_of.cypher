// The people with a seat in an account or in one of its units. Binds place, seat and person.
// @account: the organisation
CALL (@account) {
  RETURN @account AS place
  UNION ALL
  MATCH (@account)<-[:BELONGS_TO]-(place:Unit) RETURN place
}
MATCH (place)<-[seat:HOLDS]-(person:Person)
WHERE @stands(seat, person)
