// A fact, or an entity, had begun by a day, whether or not it has ended: no first day means since before we looked.
// @it: the relationship or node
// @day: the day
(coalesce(@it.valid_from, @day) <= @day)
