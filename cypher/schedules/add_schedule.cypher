// Adds a schedule. Its moments count from now, by the database's clock.
// access: write
// returns: maybe
// $name: its name
// $cron: the expression
// $zone: the time zone
// $account: id of an account, or null for the whole book
// $missed: what becomes of moments that nobody was there for: run or skip
// $grace: minutes for which a moment may still be carried out
// -> name: its name; no row when there is one of that name
OPTIONAL MATCH (old:AuditSchedule {name: $name})
WITH old
FILTER old IS NULL
CREATE (schedule:AuditSchedule {name: $name, cron: $cron, zone: $zone, account: $account, missed: $missed, grace: $grace,
  paused: false, since: datetime.realtime()})
RETURN schedule.name AS name
