// Somebody leaves: seats and reporting lines of theirs end on the day, as when an import tells that they have left. All else stays.
// access: write
// returns: one
// $person: id of a person
// $as_of: the first day without them
// -> ended: how many seats and lines ended
MATCH (person:Person {id: $person})
CALL (person) {
  MATCH (person)-[fact:HOLDS|REPORTS_TO]-()
  WHERE @holds(fact)
  // Two who imagine at once lock in one order.
  WITH fact ORDER BY fact.id
  SET fact.valid_to = $as_of
  RETURN count(fact) AS ended
}
RETURN ended
