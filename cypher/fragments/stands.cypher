// A fact holds on the day asked about, and so does the person at its end: who is no more has no ties, seats or roles.
// @it: the relationship
// @person: the person
(@holds(@it) AND @holds(@person))
