// The first day without us of somebody who is not with us on the day: since their last seat with us ended, or they themselves are no
// more; null for whoever is with us, and where neither is known.
// @person: the person
CASE WHEN NOT @person.id IN $ours THEN coalesce(head(COLLECT {
  MATCH (@person)-[once_held:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {kind: 'vendor'})
  LET was_until = CASE WHEN @person.valid_to IS NULL OR once_held.valid_to < @person.valid_to THEN once_held.valid_to ELSE @person.valid_to END
  FILTER was_until <= $as_of
  RETURN was_until ORDER BY was_until DESC LIMIT 1
}), CASE WHEN @person.valid_to <= $as_of THEN @person.valid_to END) END
