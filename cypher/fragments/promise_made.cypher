// A promise as it stands on the day, as a map: the columns of interactions.model.PromiseMade.
// @it: the relationship
// @promiser: who promised
// @promisee: to whom
{id: @it.id, promiser: @promiser {.id, .name, .english_name}, promisee: @promisee {.id, .name, .english_name},
  promise: @it.promise, since: @it.valid_from, due: @it.due, open: @holds(@it),
  closed: CASE WHEN NOT @holds(@it) THEN @it.closed END}
