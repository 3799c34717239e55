// The latest day that a run looked at which was not withdrawn, and a run whose withdrawal was interrupted.
// access: read
// returns: one
// $scopes: only runs of these scopes, '*' being the whole book; null for all
// -> day: the day, null before the first run
// -> undoing: number of a run that is not wholly withdrawn yet, or null
OPTIONAL MATCH (run:AuditRun)
WHERE run.number > 0 AND ($scopes IS NULL OR run.scope IN $scopes)
RETURN max(CASE WHEN run.state <> 'withdrawn' THEN run.as_of END) AS day, max(CASE WHEN run.undoing THEN run.number END) AS undoing
