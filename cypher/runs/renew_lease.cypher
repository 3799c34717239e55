// Keeps a lock that is still its owner's for another lease.
// access: write
// returns: one
// $scope: id of the account, or '*' for the whole book
// $owner: who holds it
// $lease: for how many milliseconds
// -> taken: whether it was still the owner's
MERGE (gate:AuditGate {name: 'audit'})
// Whoever writes here makes all others wait: nobody takes the lock between the look and the write.
SET gate.asked_by = $owner
WITH gate
OPTIONAL MATCH (gate)-[:HAS]->(lock:AuditLock {scope: $scope, owner: $owner})
SET lock.expires_at = datetime.realtime() + duration({milliseconds: $lease})
RETURN lock IS NOT NULL AS taken
