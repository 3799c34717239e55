// Somebody was with us on some day: held a seat in an organisation of kind vendor, or in one of its units.
// @person: the person
// @on: the day
EXISTS {
  (@person)-[seat_with_us:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {kind: 'vendor'})
  WHERE @held_on(seat_with_us, @on)
}
