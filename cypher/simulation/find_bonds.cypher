// With whom on the other side somebody has ties on a day: one of ours with all who are not ours, anybody else with ours. The strongest first.
// access: read
// returns: many
// $person: id of a person
// $as_of: the day
// $ours: ids of our people
// $limit: most rows
// -> person: the other at a glance (people.model.PersonCard)
// -> strength: of the tie, the strongest of several; null where unknown
// -> last_contact: the last day of contact known by the day
// -> others: how many others of ours have a tie with whoever of the two is not ours
// -> roles: what the other has a part as in live deals, in order
// -> registered: whether the other is a registered key contact
MATCH (person:Person {id: $person})-[tie:TIE]-(other:Person)
WHERE @stands(tie, other) AND (person.id IN $ours) <> (other.id IN $ours)
WITH person, other, max(tie.strength) AS strength, max(@contact(tie)) AS last_contact
ORDER BY coalesce(strength, -1.0) DESC, other.id LIMIT $limit
LET contact = CASE WHEN person.id IN $ours THEN other ELSE person END
LET others = COUNT {
  MATCH (contact)-[beside:TIE]-(our:Person)
  WHERE our.id IN $ours AND our <> person AND our <> other AND @stands(beside, our)
  RETURN DISTINCT our
}
LET roles = COLLECT {
  MATCH (other)-[part:HAS_ROLE]->(opportunity:Opportunity)
  WHERE @holds(part) AND @holds(opportunity)
  RETURN DISTINCT part.role ORDER BY @letter_order(part.role)
}
LET registered = EXISTS { MATCH (other)-[entry:KEY_CONTACT_OF]->() WHERE @holds(entry) }
@card(other)
RETURN card AS person, strength, last_contact, others, roles, registered
ORDER BY coalesce(strength, -1.0) DESC, card.id
