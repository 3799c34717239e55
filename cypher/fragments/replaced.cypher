// Creates an entity as a row says, or corrects it, keeping what that replaces as a revision.
// @row: the row
// @old: the entity as it was; null when it is new
// @outcome: created, corrected or another, which does nothing
// @label: its label
// @noun: what an entity of the kind is called, quoted
// @ends: ids of what the old one referred to; null where the kind refers to nothing
CALL (@row, @old, @outcome) {
  WHEN @outcome = 'created' THEN {
    CREATE (entity:@label)
    SET entity = @row.properties, entity += @marks(@row)
  }
  WHEN @outcome = 'corrected' THEN {
    LET number = 1 + COUNT { (:Revision {id: @old.id}) }
    CREATE (revision:Revision)
    SET revision = properties(@old), revision.noun = @noun, revision += @revised(number), revision.ends = @ends
    SET @old = @row.properties, @old += @marks(@row)
  }
}
