// A fact held on some day: no first day means since before we looked, no last day until now.
// @it: the relationship
// @on: the day
(coalesce(@it.valid_from, @on) <= @on AND coalesce(@it.valid_to > @on, true))
