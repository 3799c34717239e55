// Gives a lock back.
// access: write
// returns: none
// $scope: id of the account, or '*' for the whole book
// $owner: who holds it
MATCH (gate:AuditGate {name: 'audit'})
// Whoever writes here makes all others wait: nobody takes the lock between the look and the write.
SET gate.asked_by = $owner
WITH gate
MATCH (gate)-[:HAS]->(lock:AuditLock {scope: $scope, owner: $owner})
DETACH DELETE lock
