// What a note in the record of changes tells of: all that its transaction recorded, corrected or ended, and whom that concerns.
// access: read
// returns: one
// @kinds: the versions of the thing with a key, of every kind
// $number: the number of the note
// -> found: whether the note is kept
// -> changes: all changes as changes/find_changes tells them, by rank: label, id, key, place, kind, at, by, operation, before, now and
//    refers; ends: ids of the entity, or of what the fact is between; accounts: ids of the organisations at which they are changes
OPTIONAL MATCH (note:Change {number: $number})
CALL (note) {
  LET fresh = coalesce(note.created, [])
  CALL (note, fresh) {
    UNWIND fresh AS key
    RETURN key
    UNION
    MATCH (replaced:Revision {commit: note.commit})
    RETURN replaced.key AS key
  }
  CALL (key) {
    @kinds
  }
  WITH DISTINCT note, fresh, label, id, entity, ends, version
  ORDER BY coalesce(version.valid_from, date('-9999-01-01'))
  WITH note, fresh, label, id, entity, ends, collect(version) AS versions
  @came_about(id, versions)
  FILTER CASE place WHEN 0 THEN thing.key IN fresh ELSE commit = note.commit END
  LET accounts = COLLECT {
    UNWIND ends AS about
    MATCH (about)-[seat:HOLDS]->{0,1}()-[:BELONGS_TO|FOR]->{0,1}(account:Organization)
    WHERE all(held IN seat WHERE coalesce(held.valid_to > date(at), true))
    RETURN DISTINCT account.id
  }
  WITH label, id, entity, ends, thing, place, kind, at, by, operation, before, now, accounts ORDER BY thing.key, place
  WITH [end IN ends | end.id] AS ends, accounts, @told_change(label, id, entity)
  RETURN collect({label: label, id: id, key: key, place: place, kind: kind, at: at, by: by, operation: operation, before: before, now: now,
    refers: refers, ends: ends, accounts: accounts}) AS changes
}
RETURN note IS NOT NULL AS found, changes
