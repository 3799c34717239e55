// Somebody is there on the day, and does not decline introductions.
// @person: the person
(NOT coalesce(@person.declines_introductions, false) AND @holds(@person))
