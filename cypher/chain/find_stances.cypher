// Everybody with a role or an assessment in a deal on the day, with role letters and where they stand; and some who are named.
// access: read
// returns: many
// $opportunity: id of the deal
// $named: ids of people who are told in any case
// $as_of: the day asked about
// -> id: id of the person
// -> roles: letters of their roles in the deal
// -> level: the newest known support, -1 to 3, whoever assessed it; null where it is unknown
// -> assessed: the day of that assessment; null where unknown
// -> differs: whether another source that still holds says otherwise
// -> source: where that assessment comes from; null where unknown
// -> declines: whether they decline introductions
MATCH (opportunity:Opportunity {id: $opportunity})
CALL (opportunity) {
  MATCH (opportunity)<-[part:HAS_ROLE|HAS_SUPPORT]-(person:Person)
  WHERE @stands(part, person)
  RETURN person
  UNION
  UNWIND $named AS id
  MATCH (person:Person {id: id})
  WHERE @holds(person)
  RETURN person
}
WITH DISTINCT opportunity, person
LET stance = @stance(person, opportunity)
LET roles = COLLECT {
  MATCH (person)-[part:HAS_ROLE]->(opportunity) WHERE @holds(part) RETURN DISTINCT part.role ORDER BY part.role
}
LET source = head(COLLECT {
  MATCH (person)-[said:HAS_SUPPORT]->(opportunity)
  WHERE said.level = stance.level AND coalesce(said.valid_from = stance.assessed, stance.assessed IS NULL) AND @holds(said)
  RETURN said.source ORDER BY said.source
})
RETURN person.id AS id, roles, stance.level AS level, stance.assessed AS assessed, coalesce(stance.differs, false) AS differs,
  source, coalesce(person.declines_introductions, false) AS declines
ORDER BY id
