// What somebody answers for on a day, and what part they have in live deals.
// access: read
// returns: one
// $person: id of a person
// $as_of: the day
// -> owned: relations that they own (simulation.model.Owned), by the contact's name
// -> parts: their roles in live deals (simulation.model.PartInDeal), by deal
// -> reports: how many report to them
MATCH (person:Person {id: $person})
CALL (person) {
  MATCH (person)-[owns:OWNS]->(contact:Person)
  WHERE @stands(owns, contact)
  WITH person, contact, min(owns.role) AS role
  LET others = COLLECT {
    MATCH (contact)<-[shared:OWNS]-(owner:Person)
    WHERE owner <> person AND @stands(shared, owner) AND @one_of_ours(owner)
    RETURN DISTINCT shared.role ORDER BY shared.role
  }
  @card(contact)
  WITH card, role, others ORDER BY toLower(card.name), card.id
  RETURN collect({person: card, role: role, others: others}) AS owned
}
CALL (person) {
  MATCH (person)-[part:HAS_ROLE]->(opportunity:Opportunity)-[:FOR]->(account:Organization)
  WHERE @holds(part) AND @holds(opportunity)
  WITH DISTINCT person, opportunity, account, part.role AS role
  LET others = COUNT {
    MATCH (opportunity)<-[same:HAS_ROLE]-(other:Person)
    WHERE same.role = role AND other <> person AND @stands(same, other)
    RETURN DISTINCT other
  }
  WITH opportunity, account, role, others
  ORDER BY opportunity.id, @letter_order(role)
  RETURN collect({opportunity: opportunity.id, name: opportunity.name, account: account.id, role: role, others: others}) AS parts
}
RETURN owned, parts, COUNT { MATCH (person)<-[line:REPORTS_TO]-(report:Person) WHERE @stands(line, report) RETURN DISTINCT report } AS reports
