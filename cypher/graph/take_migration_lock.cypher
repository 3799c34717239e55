// Takes the lock under which migrations run; it is held until the transaction ends, and lost with the process.
// access: write
// returns: one
// $holder: who takes it, for people who look
// -> holder: who has it now
MERGE (lock:MigrationLock {name: 'graph'})
SET lock.holder = $holder
RETURN lock.holder AS holder
