// Somebody is with us on the day asked about.
// @person: the person
@with_us_on(@person, $as_of)
