// Pauses a schedule, or lets it go on; what fell due meanwhile is not made up for.
// access: write
// returns: maybe
// $name: its name
// $paused: whether it rests
// -> name: its name
MATCH (schedule:AuditSchedule {name: $name})
// Whoever writes here makes all others wait: of two who let it go on, the second does not move its beginning.
SET schedule.asked_by = 'pause'
WITH schedule
SET schedule.since = CASE WHEN schedule.paused AND NOT $paused THEN datetime.realtime() ELSE schedule.since END
SET schedule.paused = $paused
RETURN schedule.name AS name
