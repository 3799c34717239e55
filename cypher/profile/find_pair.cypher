// What holds between two people on a day, and who else of ours knows the first.
// access: read
// returns: one
// $one: id of the person who is looked at
// $other: id of the other, normally one of ours
// $as_of: the day
// -> ties: ties between them, the strongest first, unknown strength last
// -> owned_as: as what the other answers for the relationship with the first
// -> promises: open promises both ways, the first due first
// -> asks: open asks both ways, the earliest first
// -> others_of_ours: ties of others of ours to the first, the strongest first, unknown strength last
MATCH (one:Person {id: $one}), (other:Person {id: $other})
LET ties = COLLECT {
  MATCH (one)-[tie:TIE]-(other)
  WHERE @holds(tie)
  RETURN {strength: tie.strength, basis: tie.basis, last_contact: @contact(tie), since: tie.valid_from, source: tie.source}
  ORDER BY coalesce(tie.strength, -1) DESC, tie.key
}
LET owned_as = COLLECT {
  MATCH (one)<-[owns:OWNS]-(other)
  WHERE @holds(owns)
  RETURN owns.role ORDER BY owns.role
}
LET promises = COLLECT {
  MATCH (one)-[promised:PROMISED]-(other)
  WHERE @holds(promised)
  LET promiser = startNode(promised), promisee = endNode(promised)
  RETURN @promise_made(promised, promiser, promisee) ORDER BY promised.due IS NULL, promised.due, promised.key
}
LET asks = COLLECT {
  MATCH (one)-[ask:ASKS]-(other)
  WHERE @holds(ask)
  LET asker = startNode(ask), asked = endNode(ask)
  RETURN @ask_made(ask, asker, asked) ORDER BY ask.valid_from IS NOT NULL, ask.valid_from, ask.key
}
LET others = COLLECT {
  MATCH (one)-[known:TIE]-(our:Person)
  WHERE our <> other AND @stands(known, our) AND @one_of_ours(our)
  RETURN our {.id, .name, .english_name, strength: known.strength, basis: known.basis, last_contact: @contact(known),
    since: known.valid_from, source: known.source}
  ORDER BY coalesce(known.strength, -1) DESC, our.id, known.key
}
RETURN ties, owned_as, promises, asks, others AS others_of_ours
