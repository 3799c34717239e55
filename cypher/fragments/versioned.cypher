// Records a row as a version of a fact between two that are bound. Binds versions, those that were there before, and
// outcome: created, corrected, unchanged, or conflict (the id belongs to a fact between others).
// @row: the row
// @label: type of the relationship
// @noun: what a fact of the kind is called, quoted
// @one: what it starts at
// @other: what it ends at
CALL (@row) {
  OPTIONAL MATCH ()-[version:@label {id: @row.properties.id}]->()
  RETURN collect(version) AS versions
}
// A version ends where the next one begins.
LET old = head([v IN versions WHERE v.key = @row.properties.key]),
    later = [v IN versions WHERE v.valid_from > coalesce(@row.properties.valid_from, date('-9999-01-01')) | v.valid_from]
LET valid_to = @earliest([@row.properties.valid_to] + later),
    // A version that this very transaction has not closed yet ends there nevertheless.
    stands_to = @earliest([old.valid_to] + later)
LET outcome = CASE
  WHEN any(v IN versions WHERE startNode(v) <> @one OR endNode(v) <> @other) THEN 'conflict'
  WHEN old IS NULL THEN 'created'
  WHEN old.digest = @row.properties.digest AND coalesce(stands_to = valid_to, stands_to IS NULL AND valid_to IS NULL)
    THEN 'unchanged'
  ELSE 'corrected'
END
CALL (@row, @one, @other, old, valid_to, outcome) {
  WHEN outcome = 'created' THEN {
    CREATE (@one)-[fact:@label]->(@other)
    SET fact = @row.properties, fact.valid_to = valid_to, fact += @marks(@row)
  }
  WHEN outcome = 'corrected' THEN {
    LET number = 1 + COUNT { (:Revision {id: old.id}) }
    CREATE (revision:Revision)
    SET revision = properties(old), revision.noun = @noun, revision.ends = [@one.id, @other.id],
      revision += @revised(number)
    SET old = @row.properties, old.valid_to = valid_to, old += @marks(@row)
  }
}
