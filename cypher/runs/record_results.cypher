// Records what a run saw of accounts: one node an account, a list a number of each rule.
// access: write
// returns: one
// $rows: properties, as runs make them
// -> count: how many
UNWIND $rows AS row
CREATE (result:AuditResult)
SET result = row
RETURN count(result) AS count
