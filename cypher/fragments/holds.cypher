// A fact, or an entity, holds on the day asked about: it had begun, and no last day means until now.
// @it: the relationship or node
(@begun(@it) AND coalesce(@it.valid_to > $as_of, true))
