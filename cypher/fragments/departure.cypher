// Whether somebody has left an account by the day. Binds gone (null where no seat of theirs tells) and left_on.
// @person: the person
// @account: the organisation
CALL (@person, @account) {
  OPTIONAL MATCH (@person)-[seat:HOLDS]->(place)
  LET here = seat IS NOT NULL AND EXISTS { (place)-[:BELONGS_TO]->{0,1}(at:Organization) WHERE at = @account },
    now = seat IS NOT NULL AND @holds(seat)
  WITH count(CASE WHEN here AND now THEN 1 END) AS here_now, count(CASE WHEN now THEN 1 END) AS anywhere_now,
    max(CASE WHEN here AND seat.valid_to <= $as_of THEN seat.valid_to END) AS last_day
  LET ended = CASE WHEN @person.valid_to <= $as_of THEN @person.valid_to END
  RETURN CASE WHEN ended IS NOT NULL THEN true WHEN here_now > 0 THEN false WHEN last_day IS NOT NULL THEN true WHEN anywhere_now > 0 THEN false END AS gone,
    CASE WHEN here_now > 0 THEN ended ELSE coalesce(last_day, ended) END AS left_on
}
