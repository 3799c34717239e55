// Traffic is scored anew where it was recorded since.
CREATE INDEX wrote_recorded_at IF NOT EXISTS FOR ()-[r:WROTE]-() ON (r.recorded_at);
