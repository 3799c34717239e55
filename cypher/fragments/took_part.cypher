// Somebody took part in an interaction, as is known on the day asked about: who is known not to have come did not.
// @part: the relationship from the person to the interaction
(@holds(@part) AND coalesce(@part.came, true))
