// Gives a lock back.
// access: write
// returns: none
// $scope: id of the account, or '*' for the whole book
// $owner: who holds it
MATCH (:AuditGate {name: 'audit'})-[:HAS]->(lock:AuditLock {scope: $scope, owner: $owner})
DETACH DELETE lock
