// Locks places of ids until the transaction ends: whoever else records one of these ids waits until then, also where
// nothing has the id yet. In ascending order, so that two who lock several never wait for each other.
// access: write
// returns: one
// $places: numbers of places, ascending
// -> count: how many were locked
UNWIND $places AS place
MERGE (lock:RecordLock {place: place})
SET lock.held = true
RETURN count(*) AS count
