// The latest day that a run looked at.
// access: read
// returns: one
// $scopes: only runs of these scopes, '*' being the whole book; null for all
// -> day: the day, null before the first run
OPTIONAL MATCH (run:AuditRun)
WHERE run.number > 0 AND ($scopes IS NULL OR run.scope IN $scopes)
RETURN max(run.as_of) AS day
