// The mean score of all accounts after each of some runs.
// access: read
// returns: many
// $numbers: numbers of runs
// -> number: the run
// -> score: the mean of the scores that are known, 0..100, null without any
// -> scored: how many are known
UNWIND $numbers AS number
MATCH (result:AuditResult {number: number})
RETURN number, round(avg(result.score), 1) AS score, count(result.score) AS scored ORDER BY number
