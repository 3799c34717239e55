// What ours hold of the relationship with a contact of an account on the day, whatever the deal: each level with its day and
// who of ours said it, the newest first: that one counts. Undated ones are the oldest; of one day the lowest counts; what a rater left
// open says nothing.
// @person: the contact
// @account: the organisation
// @level: closeness or support
COLLECT {
  MATCH (@person)<-[word:ASSESSES_RELATIONSHIP]-(rater:Person)
  WHERE word.account = @account.id AND word.@level IS NOT NULL AND @holds(word)
  RETURN {level: word.@level, assessed: word.valid_from, rater: rater {.id, .name, .english_name}}
  ORDER BY word.valid_from IS NULL, word.valid_from DESC, word.@level, rater.id
}
