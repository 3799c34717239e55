// Keeps a moment that is still its owner's, for so long; or leaves it to whoever comes after that.
// access: write
// returns: one
// $name: the schedule
// $owner: who holds it
// $holder: who is to hold it: the owner still, or null when it only waits for its turn
// $wait: milliseconds after which others may take it
// $error: why it waits, or null
// -> held: whether it was still the owner's
OPTIONAL MATCH (schedule:AuditSchedule {name: $name})
// Whoever writes here makes all others wait: nobody takes the moment between the look and the write.
SET schedule.asked_by = $owner
WITH CASE schedule.holder WHEN $owner THEN schedule END AS schedule
SET schedule.holder = $holder, schedule.last_error = coalesce($error, schedule.last_error),
  schedule.free_at = datetime.realtime() + duration({milliseconds: $wait})
RETURN schedule IS NOT NULL AS held
