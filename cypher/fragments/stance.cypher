// Where a person stands in a deal: the newest known assessment, whoever made it, with `differs`: whether another source that
// still holds says otherwise. Undated ones are the oldest; of one day the least friendly counts; '?' says nothing. Null: unknown.
// @person: the person
// @opportunity: the deal
head(COLLECT {
  MATCH (@person)-[said:HAS_SUPPORT]->(@opportunity)
  WHERE said.level IS NOT NULL AND @stands(said, @person)
  WITH said ORDER BY said.valid_from IS NULL, said.valid_from DESC, said.level
  WITH collect(said {.level, assessed: said.valid_from}) AS all_said
  RETURN CASE WHEN size(all_said) > 0
    THEN {level: all_said[0].level, assessed: all_said[0].assessed, differs: any(one IN all_said WHERE one.level <> all_said[0].level)} END
})
