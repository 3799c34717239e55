// A fact, or an entity, holds on the day asked about.
// @it: the relationship or node
@holds_on(@it, $as_of)
