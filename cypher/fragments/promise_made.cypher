// A promise as it stands on the day, as a map: the columns of profile.model.PromiseMade.
// @it: the relationship
{id: @it.id, promiser: startNode(@it) {.id, .name, .english_name}, promisee: endNode(@it) {.id, .name, .english_name},
  promise: @it.promise, since: @it.valid_from, due: @it.due, open: @holds(@it),
  closed: CASE WHEN NOT @holds(@it) THEN @it.closed END}
