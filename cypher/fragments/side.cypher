// On whose side somebody is on the day: 'ours' with a seat with us, 'rivals' with one at a competitor and none with us, else null.
// @person: the person
CASE
  WHEN @one_of_ours(@person) THEN 'ours'
  WHEN EXISTS {
    (@person)-[against_us:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {kind: 'competitor'})
    WHERE @holds(against_us)
  } THEN 'rivals'
END
