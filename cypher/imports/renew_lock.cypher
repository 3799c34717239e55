// Keeps the lock of imports, where it is still its owner's, for another lease.
// access: write
// returns: none
// $owner: who has it
// $lease: for how many milliseconds
MATCH (lock:ImportLock {name: 'import'})
// Whoever writes here makes all others wait: nobody takes the lock between the look and the write.
SET lock.asked_by = $owner
WITH lock
WHERE lock.owner = $owner
SET lock.expires_at = datetime.realtime() + duration({milliseconds: $lease})
