// Removes a schedule. The runs it made stay.
// access: write
// returns: maybe
// $name: its name
// -> name: its name
MATCH (schedule:AuditSchedule {name: $name})
WITH schedule, schedule.name AS name
DETACH DELETE schedule
RETURN name
