// Somebody is with us on the day: has a seat in an organisation of kind vendor, or in one of its units.
// @person: the person
EXISTS {
  (@person)-[with_us:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {kind: 'vendor'})
  WHERE @holds(with_us)
}
