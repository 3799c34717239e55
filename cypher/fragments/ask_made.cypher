// An ask as it stands on the day, as a map: the columns of interactions.model.AskMade.
// @it: the relationship
// @asker: who asks
// @asked: of whom it is asked
{id: @it.id, asker: @asker {.id, .name, .english_name}, asked: @asked {.id, .name, .english_name},
  about: @it.about, weight: @it.weight, since: @it.valid_from, open: @holds(@it),
  outcome: CASE WHEN NOT @holds(@it) THEN @it.outcome END}
