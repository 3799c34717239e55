// Whoever records something locks the place of its id first (ADR 0001): two who record one thing come one after the other.

CREATE CONSTRAINT record_lock_place IF NOT EXISTS FOR (n:RecordLock) REQUIRE n.place IS UNIQUE;
