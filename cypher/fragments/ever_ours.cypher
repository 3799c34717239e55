// Somebody is with us on the day, or has been: has, or had, a seat in an organisation of kind vendor, or in one of its units.
// @person: the person
(@person.id IN $ours OR EXISTS { (@person)-[:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {kind: 'vendor'}) })
