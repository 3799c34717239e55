// A fact, or an entity, holds on a day: it had begun, and no last day means until now.
// @it: the relationship or node
// @day: the day
(@begun_on(@it, @day) AND coalesce(@it.valid_to > @day, true))
