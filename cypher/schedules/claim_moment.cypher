// Takes a moment of a schedule for one replica, unless another was faster: nothing may have been done since it was read,
// and nobody may hold it. The clock is the database's.
// access: write
// returns: one
// $name: the schedule
// $moment: the moment
// $last_moment: the moment done last, as it was read; or null
// $owner: who takes it
// $lease: for how many milliseconds
// -> held: whether it is the owner's now
OPTIONAL MATCH (schedule:AuditSchedule {name: $name})
// Whoever writes here makes all others wait until the transaction ends; what is read below is true until then.
SET schedule.asked_by = $owner
WITH schedule, datetime.realtime() AS now
WITH schedule, now, coalesce(NOT schedule.paused
  // As instants: a moment in another time zone, or in UTC by another name, is not equal to it.
  AND (schedule.last_moment.epochMillis = $last_moment.epochMillis
    OR (schedule.last_moment IS NULL AND $last_moment IS NULL))
  AND (schedule.moment IS NULL OR schedule.free_at <= now) AND $moment <= now, false) AS held
CALL (schedule, now, held) {
  WHEN held THEN {
    SET schedule.moment = $moment, schedule.holder = $owner,
      schedule.free_at = now + duration({milliseconds: $lease})
  }
}
RETURN held
