// Begins a run, after all others.
// access: write
// returns: one
// $scope: id of the account, or '*' for the whole book
// $as_of: the day
// $rules: the rules it asks, as id@version
// $choices: JSON of what the installation chose of rules
// $playbook: the version of the playbook that rules take numbers from
// $now: the moment
// -> number: the run's number
CALL () {
  OPTIONAL MATCH (other:AuditRun) WHERE other.number > 0
  RETURN coalesce(max(other.number), 0) + 1 AS number
}
CREATE (run:AuditRun {number: number, scope: $scope, as_of: $as_of, rules: $rules, choices: $choices, playbook: $playbook,
  started_at: $now, state: 'running', cursor: '', accounts: 0, opened: 0, reopened: 0, persisting: 0, resolved: 0,
  high: 0, medium: 0, low: 0, unjudged: 0})
RETURN run.number AS number
