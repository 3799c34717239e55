// An opportunity is in the list: live on the day, or ended by it when those are wanted.
// @it: the opportunity
CASE WHEN $wanted.ended THEN @it.valid_to <= $as_of ELSE @holds(@it) END
