// What was recorded of a thing, one after the other, but for versions that ended because the next began, which is told by that.
// Binds thing (the version), place (how many corrections came before; 0: it was new), at, by and operation of recording it,
// now (what it said since), before (what it said until then; of a further version the one before it; else null), commit
// (names the transaction of a correction) and kind: recorded, changed (a further version), corrected or ended.
// @id: its id
// @versions: its versions, the earliest first; of an entity itself
CALL (@id) {
  MATCH (old:Revision {id: @id})
  WITH old ORDER BY coalesce(old.number, 0), old.replaced_at
  RETURN collect(old) AS replaced
}
LET days = [each IN @versions WHERE each.valid_from IS NOT NULL | each.valid_from],
  begun = [each IN @versions | {key: each.key, day: coalesce(each.valid_from, date('-9999-01-01')),
    at: coalesce(head([old IN replaced WHERE old.key = each.key]), each).recorded_at}]
UNWIND range(0, size(@versions) - 1) AS n
LET thing = @versions[n], own = [old IN replaced WHERE old.key = @versions[n].key], begins = begun[n]
UNWIND range(0, size(own)) AS place
LET now = coalesce(own[place], thing), past = CASE WHEN place > 0 THEN own[place - 1] END
FILTER past IS NULL OR coalesce(past.digest, '') <> coalesce(now.digest, '') OR now.valid_to IS NULL OR NOT now.valid_to IN days
  OR now.valid_to = now.valid_from
LET at = CASE WHEN past IS NULL THEN now.recorded_at ELSE past.replaced_at END,
  by = CASE WHEN past IS NULL THEN now.recorded_by ELSE past.replaced_by END,
  operation = past.operation, commit = past.commit,
  further = any(other IN begun WHERE other.at < begins.at OR other.at = begins.at AND other.day < begins.day)
LET before = CASE WHEN past IS NOT NULL THEN past WHEN further AND n > 0 THEN @versions[n - 1] END,
  kind = CASE
    WHEN past IS NULL THEN CASE WHEN further THEN 'changed' ELSE 'recorded' END
    WHEN past.valid_to IS NULL AND now.valid_to IS NOT NULL THEN 'ended'
    ELSE 'corrected'
  END
