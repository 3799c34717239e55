// Somebody is with us on a day: has a seat in an organisation of kind vendor, or in one of its units.
// @person: the person
// @day: the day
EXISTS {
  (@person)-[with_us:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {kind: 'vendor'})
  WHERE @holds_on(with_us, @day)
}
