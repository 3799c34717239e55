// Runs, the latest first: by their numbers, or those that touched an account or the whole book.
// access: read
// returns: many
// $numbers: only the runs with these numbers, the smallest first; null for all
// $scopes: only runs of these scopes, '*' being the whole book; null for all
// $state: only runs of this state; null for all
// $before: only runs with a smaller number; null for all
// $limit: most rows
// -> number: its number; later runs have larger ones
// -> scope: id of the account it looked at, or '*'
// -> as_of: the day it looked at
// -> state: running, finished, or abandoned for a later one, or withdrawn
// -> started_at: when it was started first
// -> finished_at: when it ended, or null
// -> rules: the rules it asked, as id@version
// -> cursor: id of the last account that is done, '' before the first
// -> accounts: how many are done
// -> opened: findings that were new
// -> reopened: findings that had been resolved before
// -> persisting: findings that were open before
// -> resolved: findings that no longer hold
// -> high: open, unaccepted findings of high severity among the accounts done
// -> medium: the same of medium severity
// -> low: the same of low severity
// -> unjudged: those of them that could not be judged any more; null: it was not counted
// -> withdrawn_by: who withdrew the run, or null
// -> withdrawn_reason: why, or null
// -> undoing: whether its withdrawal is under way
// -> choices: JSON of what the installation chose of rules: rule, severity (null: off), instead_of, reason, by; or null
// -> playbook: the version of the playbook that it took numbers from; null: it was not remembered
// -> failure: why it stopped before its end, or null
MATCH (run:AuditRun)
WHERE run.number >= coalesce(head($numbers), 0)
  AND run.number <= coalesce(last($numbers), $before - 1, 9223372036854775807)
  AND ($numbers IS NULL OR run.number IN $numbers)
  AND ($scopes IS NULL OR run.scope IN $scopes) AND ($state IS NULL OR run.state = $state)
RETURN run.number AS number, run.scope AS scope, run.as_of AS as_of, run.state AS state, run.started_at AS started_at,
  run.finished_at AS finished_at, run.rules AS rules, run.cursor AS cursor, run.accounts AS accounts,
  run.opened AS opened, run.reopened AS reopened, run.persisting AS persisting, run.resolved AS resolved,
  run.high AS high, run.medium AS medium, run.low AS low,
  run.unjudged AS unjudged, run.withdrawn_by AS withdrawn_by, run.withdrawn_reason AS withdrawn_reason,
  coalesce(run.undoing, false) AS undoing, run.choices AS choices, run.playbook AS playbook, run.failure AS failure
ORDER BY number DESC LIMIT $limit
