// A fact, or an entity, had begun by the day asked about.
// @it: the relationship or node
@begun_on(@it, $as_of)
