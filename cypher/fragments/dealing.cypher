// Keeps promises and asks that had been made by the day, between one of ours and somebody else as they were when it was made,
// where no day of that is known on the day asked about; and of one that was prolonged, or asked again, the version that
// followed. Binds giver (who promised or asked), taker, by_us (the giver was one of ours), our, contact, made, and ended.
// @it: the promise or ask
LET giver = startNode(@it), taker = endNode(@it), made = coalesce(@it.valid_from, $as_of)
FILTER made <= $as_of
LET by_us = @with_us_on(giver, made), to_us = @with_us_on(taker, made)
FILTER by_us <> to_us
LET our = CASE WHEN by_us THEN giver ELSE taker END, contact = CASE WHEN by_us THEN taker ELSE giver END,
  ended = coalesce(@it.valid_to <= $as_of, false)
FILTER NOT (ended AND coalesce(@it.closed, @it.outcome) IS NULL AND EXISTS {
  (giver)-[again:PROMISED|ASKS]->(taker)
  WHERE again.id = @it.id AND again.valid_from = @it.valid_to AND again.key <> @it.key
})
