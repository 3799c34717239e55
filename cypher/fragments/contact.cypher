// The last contact that a tie tells of, as it was known on the day: what was recorded later says nothing of it.
// @tie: the tie
CASE WHEN @tie.last_contact <= $as_of THEN @tie.last_contact END
