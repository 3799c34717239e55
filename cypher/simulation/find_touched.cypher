// Customers whom it may concern that somebody leaves: where they or people around them, two relations far, have a seat, a key entry or a part
// in a live deal. Those with most of these people come first.
// access: read
// returns: many
// $person: id of a person
// $as_of: the day
// $limit: most rows
// -> id: of the customer
// -> name: its name
// -> english_name: its name in English
MATCH (person:Person {id: $person})
CALL (person) {
  RETURN person AS near
  UNION
  MATCH (person)-[first:TIE|REPORTS_TO|INFLUENCES|OWNS]-(near:Person)
  WHERE @holds(first)
  RETURN near
  UNION
  MATCH (person)-[first:TIE|REPORTS_TO|INFLUENCES]-(between:Person)-[second:TIE|REPORTS_TO|INFLUENCES]-(near:Person)
  WHERE @holds(first) AND @holds(second)
  RETURN near
}
CALL (near) {
  MATCH (near)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(account:Organization)
  WHERE @holds(seat)
  RETURN account
  UNION
  MATCH (near)-[entry:KEY_CONTACT_OF]->(account:Organization)
  WHERE @holds(entry)
  RETURN account
  UNION
  MATCH (near)-[part:HAS_ROLE]->(opportunity:Opportunity)-[:FOR]->(account:Organization)
  WHERE @holds(part) AND @holds(opportunity)
  RETURN account
}
WITH account, count(DISTINCT near) AS people
FILTER account.kind = 'customer' AND @holds(account)
RETURN account.id AS id, account.name AS name, account.english_name AS english_name
ORDER BY people DESC, account.id LIMIT $limit
