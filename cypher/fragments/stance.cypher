// Where a person stands in a deal: the newest known assessment, whoever made it, with `differs`: whether another source that
// still holds says otherwise. Undated ones are the oldest; of one day the least friendly counts; '?' says nothing. Null: unknown.
// @person: the person
// @opportunity: the deal
head(COLLECT {
  MATCH (@person)-[word:HAS_SUPPORT]->(@opportunity)
  WHERE word.level IS NOT NULL AND @stands(word, @person)
  WITH word ORDER BY word.valid_from IS NULL, word.valid_from DESC, word.level
  WITH collect(word {.level, assessed: word.valid_from}) AS words
  RETURN CASE WHEN size(words) > 0
    THEN {level: words[0].level, assessed: words[0].assessed, differs: any(one IN words WHERE one.level <> words[0].level)} END
})
