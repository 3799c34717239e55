// Who may sway a deal's approvers, decision makers and evaluators in at most three steps, and these themselves; and whether it is live.
// access: read
// returns: maybe
// $opportunity: id of the deal
// $as_of: the day asked about
// -> live: whether the deal is live on the day
// -> voices: ids of these people
MATCH (opportunity:Opportunity {id: $opportunity})
CALL (opportunity) {
  MATCH (opportunity)<-[part:HAS_ROLE]-(member:Person)
  WHERE part.role IN ['A', 'D', 'E'] AND @stands(part, member)
  RETURN collect(DISTINCT member) AS members
}
CALL (members) {
  UNWIND members AS to
  MATCH (to)-[relation:INFLUENCES|REPORTS_TO]-(by:Person)
  WHERE @sways(relation, to, by)
  RETURN collect(DISTINCT by) AS first_voices
}
CALL (first_voices) {
  UNWIND first_voices AS to
  MATCH (to)-[relation:INFLUENCES|REPORTS_TO]-(by:Person)
  WHERE @sways(relation, to, by)
  RETURN collect(DISTINCT by) AS second_voices
}
CALL (second_voices) {
  UNWIND second_voices AS to
  MATCH (to)-[relation:INFLUENCES|REPORTS_TO]-(by:Person)
  WHERE @sways(relation, to, by)
  RETURN collect(DISTINCT by) AS third_voices
}
RETURN @holds(opportunity) AS live, COLLECT {
  UNWIND members + first_voices + second_voices + third_voices AS one
  RETURN DISTINCT one.id ORDER BY one.id
} AS voices
