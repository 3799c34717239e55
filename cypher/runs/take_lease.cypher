// Takes the lock of a scope, or keeps it for its owner, until the lease is over. The whole book and each account of it
// exclude each other. The clock is the database's: those of two machines may differ.
// access: write
// returns: one
// $scope: id of the account, or '*' for the whole book
// $owner: who takes it
// $lease: for how many milliseconds
// -> taken: whether it is the owner's now
MERGE (gate:AuditGate {name: 'audit'})
// Whoever writes here makes all others wait until the transaction ends.
SET gate.asked_by = $owner
WITH gate
LET others = [(gate)-[:HAS]->(lock:AuditLock) WHERE lock.owner <> $owner AND lock.expires_at > datetime.realtime()
  AND (lock.scope = $scope OR lock.scope = '*' OR $scope = '*') | lock.scope]
CALL (gate, others) {
  WHEN size(others) = 0 THEN {
    MERGE (gate)-[:HAS]->(lock:AuditLock {scope: $scope})
    SET lock.owner = $owner, lock.expires_at = datetime.realtime() + duration({milliseconds: $lease})
  }
}
RETURN size(others) = 0 AS taken
