// Somebody held a seat at an organisation, or in one of its units, on some day.
// @person: the person
// @account: id of the organisation
// @on: the day
EXISTS {
  (@person)-[seat_there:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {id: @account})
  WHERE @holds_on(seat_there, @on)
}
