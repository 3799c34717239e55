// An ask as it stands on the day, as a map: the columns of profile.model.AskMade.
// @it: the relationship
{id: @it.id, asker: startNode(@it) {.id, .name, .english_name}, asked: endNode(@it) {.id, .name, .english_name},
  about: @it.about, weight: @it.weight, since: @it.valid_from, open: @holds(@it),
  outcome: CASE WHEN NOT @holds(@it) THEN @it.outcome END}
