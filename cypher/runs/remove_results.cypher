// Removes what a run saw of accounts, some at a time.
// access: write
// returns: one
// $number: the run's number
// $limit: most of them
// -> count: how many were removed
CALL () {
  MATCH (result:AuditResult {number: $number})
  WITH result LIMIT $limit
  DETACH DELETE result
  RETURN count(*) AS count
}
RETURN count
