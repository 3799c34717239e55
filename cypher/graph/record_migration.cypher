// Records that a graph migration was applied.
// access: write
// returns: one
// $number: the migration's number
// $name: its file name without number and ending
// $checksum: SHA-256 of the file
// $now: the moment of recording
// -> number: the migration's number
// -> name: its file name without number and ending
// -> checksum: SHA-256 of the file as applied
// -> applied_at: when
CREATE (m:GraphMigration {number: $number, name: $name, checksum: $checksum, applied_at: $now})
RETURN m.number AS number, m.name AS name, m.checksum AS checksum, m.applied_at AS applied_at
