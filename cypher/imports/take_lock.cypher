// Takes the lock of imports until the lease is over, unless somebody else has it. The clock is the database's: those of
// two machines may differ.
// access: write
// returns: one
// $owner: who takes it
// $source: what is imported
// $by: in whose name; null where nobody has to say
// $lease: for how many milliseconds
// -> taken: whether it is the owner's now
// -> source: what is imported by whoever has it
// -> by: in whose name
// -> begun_at: since when
MERGE (lock:ImportLock {name: 'import'})
// Whoever writes here makes all others wait: nobody takes the lock between the look and the write.
SET lock.asked_by = $owner
WITH lock, lock.owner IS NULL OR lock.owner = $owner OR lock.expires_at <= datetime.realtime() AS free
CALL (lock, free) {
  WHEN free THEN {
    SET lock.owner = $owner, lock.source = $source, lock.by = $by, lock.begun_at = datetime.realtime(),
      lock.expires_at = datetime.realtime() + duration({milliseconds: $lease})
  }
}
RETURN free AS taken, lock.source AS source, lock.by AS by, lock.begun_at AS begun_at
