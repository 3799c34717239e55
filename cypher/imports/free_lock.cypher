// Gives the lock of imports back, where it is still its owner's.
// access: write
// returns: none
// $owner: who has it
MATCH (lock:ImportLock {name: 'import'})
// Whoever writes here makes all others wait: nobody takes the lock between the look and the write.
SET lock.asked_by = $owner
WITH lock
WHERE lock.owner = $owner
REMOVE lock.owner, lock.source, lock.by, lock.begun_at, lock.expires_at
