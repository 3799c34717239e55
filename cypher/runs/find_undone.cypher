// Findings that a run changed, as long as they are not as they were before it.
// access: read
// returns: many
// $number: the run's number
// $limit: most rows
// -> key: the finding's key
// -> undo: JSON of the properties that were others before; null for one that was new
MATCH (finding:AuditFinding {undo_of: $number})
RETURN finding.key AS key, finding.undo AS undo LIMIT $limit
