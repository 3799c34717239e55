// The scores of a run's accounts, summed up.
// access: read
// returns: one
// $number: the run
// $account: only this account; null for all
// -> mean: the mean of the known scores; null when none is known
// -> known: how many accounts have a score
// -> unknown: how many could not be assessed
OPTIONAL MATCH (result:AuditResult {number: $number})
WHERE $account IS NULL OR result.account = $account
RETURN avg(result.score) AS mean, count(result.score) AS known, count(result) - count(result.score) AS unknown
