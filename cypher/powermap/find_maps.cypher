// The people of some deals' power maps on a day: with a role or an assessment, and those above them by solid lines, up to the top.
// access: read
// returns: many
// $opportunities: ids of the deals
// $as_of: the day asked about
// $limit: how many people with a role or an assessment at most; whoever has the weightiest role comes first
// -> id: id of the deal
// -> name: its name
// -> english_name: its name in English
// -> account: id of its account
// -> account_name: name of its account
// -> account_english_name: the same in English
// -> live: whether it is live on the day
// -> people: who is on the map, each once (powermap.model.MapPerson)
UNWIND $opportunities AS id
MATCH (opportunity:Opportunity {id: id})-[:FOR]->(account:Organization)
USING INDEX SEEK opportunity:Opportunity(id)
CALL (opportunity) {
  MATCH (opportunity)<-[part:HAS_ROLE|HAS_SUPPORT]-(person:Person)
  WHERE @stands(part, person)
  WITH person, min(@letter_order(part.role)) AS rank
  ORDER BY rank, person.id LIMIT $limit
  RETURN collect(person) AS named
}
CALL (named) {
  UNWIND named AS person
  MATCH (person)
    (()-[line:REPORTS_TO WHERE line.line = 'solid' AND @holds(line)]->(manager:Person WHERE @holds(manager))){1,50}
    (above)
  RETURN collect(DISTINCT above) AS all_above
}
LET above = [one IN all_above WHERE NOT one IN named]
LET people = COLLECT {
  UNWIND named + above AS person
  LET roles = COLLECT {
    MATCH (person)-[part:HAS_ROLE]->(opportunity)
    WHERE @holds(part)
    RETURN DISTINCT part.role
  }, supports = COLLECT {
    MATCH (person)-[told:HAS_SUPPORT]->(opportunity)
    WHERE @holds(told)
    RETURN {level: told.level, assessed: told.valid_from}
  }, closeness = @relationship_levels(person, account, closeness),
  managers = COLLECT {
    MATCH (person)-[line:REPORTS_TO]->(boss:Person)
    WHERE line.line = 'solid' AND @stands(line, boss)
    RETURN DISTINCT boss.id ORDER BY boss.id
  }
  @card(person)
  RETURN {person: card, named: person IN named, roles: roles, supports: supports, closeness: closeness, managers: managers}
}
RETURN opportunity.id AS id, opportunity.name AS name, opportunity.english_name AS english_name, account.id AS account,
  account.name AS account_name, account.english_name AS account_english_name, @holds(opportunity) AS live, people
