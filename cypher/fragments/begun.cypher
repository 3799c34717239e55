// A fact, or an entity, had begun by the day asked about, whether or not it has ended: no first day means since before we looked.
// @it: the relationship or node
(coalesce(@it.valid_from, $as_of) <= $as_of)
