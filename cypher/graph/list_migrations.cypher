// The graph migrations that this database has seen, in order.
// access: read
// returns: many
// -> number: the migration's number
// -> name: its file name without number and ending
// -> checksum: SHA-256 of the file as applied
// -> applied_at: when
MATCH (m:GraphMigration)
RETURN m.number AS number, m.name AS name, m.checksum AS checksum, m.applied_at AS applied_at
ORDER BY number
