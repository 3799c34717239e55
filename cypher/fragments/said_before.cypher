// What becomes of an entity by a row: created, corrected or unchanged.
// @row: the row
// @old: the entity as it was; null when it is new
CASE
  WHEN @old IS NULL THEN 'created'
  WHEN @old.digest = @row.properties.digest
    AND coalesce(@old.valid_to = @row.properties.valid_to, @old.valid_to IS NULL AND @row.properties.valid_to IS NULL)
    THEN 'unchanged'
  ELSE 'corrected'
END
