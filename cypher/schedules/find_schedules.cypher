// Schedules by name, and what the database's clock says.
// access: read
// returns: many
// $name: only this one; null for all
// -> schedule: name, cron, zone, account, missed, grace, paused, since; moment, holder, free_at of what is under way; last_moment, last_outcome, last_run, last_error, last_ended_at
// -> now: the database's time
MATCH (schedule:AuditSchedule)
WHERE schedule.name >= coalesce($name, '') AND ($name IS NULL OR schedule.name = $name)
RETURN schedule {.name, .cron, .zone, .account, .missed, .grace, .paused, .since, .moment, .holder, .free_at, .last_moment,
  .last_outcome, .last_run, .last_error, .last_ended_at} AS schedule, datetime.realtime() AS now
ORDER BY schedule.name
