// Records what became of a moment, by who holds it.
// access: write
// returns: one
// $name: the schedule
// $owner: who holds it
// $outcome: finished, failed or missed
// $run: number of the run, or null
// $error: why it failed or was missed, or null
// -> held: whether it was still the owner's
OPTIONAL MATCH (schedule:AuditSchedule {name: $name})
// Whoever writes here makes all others wait: nobody takes the moment between the look and the write.
SET schedule.asked_by = $owner
WITH CASE schedule.holder WHEN $owner THEN schedule END AS schedule
SET schedule.last_moment = schedule.moment, schedule.last_outcome = $outcome, schedule.last_run = $run,
  schedule.last_error = $error, schedule.last_ended_at = datetime.realtime()
SET schedule.moment = null, schedule.holder = null, schedule.free_at = null
RETURN schedule IS NOT NULL AS held
