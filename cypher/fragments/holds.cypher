// A fact, or an entity, holds on the day asked about: no first day means since before we looked, no last day until now.
// @it: the relationship or node
(coalesce(@it.valid_from, $as_of) <= $as_of AND coalesce(@it.valid_to > $as_of, true))
