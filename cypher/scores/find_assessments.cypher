// What ours hold of contacts in some aspects on a day, and on the last day of the period before; and in what whoever asks has
// assessed them lately.
// access: read
// returns: many
// $contacts: ids of people
// $aspects: the aspects
// $as_of: the day
// $before: the last day of the period before
// $caller: id of the one of ours who asks; null where nobody of ours does
// $given_from: from which day on an assessment of theirs is one of this period
// $today: the last day of an assessment of theirs that is given
// -> contact: id of the person
// -> assessments: the levels (scores.model.HeldLevel), each with day, rater, evidence, and on which of the two days it holds
// -> own: the aspects in which the caller has assessed them in this period
UNWIND $contacts AS id
MATCH (person:Person {id: id})
RETURN person.id AS contact, COLLECT {
  MATCH (person)<-[word:ASSESSES]-(rater:Person)
  WHERE word.aspect IN $aspects AND (@holds(word) OR @holds_on(word, $before))
  RETURN {aspect: word.aspect, level: word.level, evidence: word.evidence, assessed: word.valid_from,
    rater: rater {.id, .name, .english_name}, now: @holds(word), before: @holds_on(word, $before)}
  ORDER BY word.valid_from IS NULL, word.valid_from DESC, word.level, rater.id, word.id
} AS assessments, COLLECT {
  MATCH (person)<-[given:ASSESSES]-(:Person {id: $caller})
  WHERE given.aspect IN $aspects AND $given_from <= given.valid_from AND given.valid_from <= $today
  RETURN DISTINCT given.aspect
} AS own
ORDER BY contact
