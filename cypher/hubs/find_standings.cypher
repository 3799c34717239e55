// What people broker between units and organisations, in no particular order. Contacts count wherever they sit.
// access: read
// returns: many
// $ids: ids of people
// $as_of: the day asked about
// -> person: id of the person
// -> brokerage: pairs of their contacts, in different units or organisations, who have no tie with each other
// -> bridges: contacts who sit in another unit or organisation than they themselves; null when their own place is unknown
// -> outside: contacts who sit in another organisation; null when their own is unknown
UNWIND $ids AS id
MATCH (person:Person {id: id})
CALL (person) {
  OPTIONAL MATCH (person)-[seat:HOLDS]->(at)
  WHERE @holds(seat)
  WITH at ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
  OPTIONAL MATCH (at)-[:BELONGS_TO]->(of:Organization)
  RETURN at AS own, coalesce(of, at) AS home
}
CALL (person) {
  MATCH (person)-[tie:TIE]-(contact:Person)
  WHERE @stands(tie, contact)
  WITH DISTINCT contact
  CALL (contact) {
    MATCH (contact)-[seat:HOLDS]->(at)
    WHERE @holds(seat)
    RETURN at ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
  }
  OPTIONAL MATCH (at)-[:BELONGS_TO]->(of:Organization)
  RETURN collect({contact: contact, at: at, of: coalesce(of, at)}) AS placed
}
CALL (placed) {
  UNWIND placed AS one
  WITH one.at AS at, count(*) AS size
  RETURN sum(size * size) AS alike
}
CALL (placed) {
  // All pairs of contacts in different places, less those who know each other.
  LET people = [c IN placed | c.contact]
  UNWIND placed AS one
  LET here = one.contact, there = one.at
  MATCH (here)-[tie:TIE]-(other:Person)
  WHERE other IN people AND elementId(here) < elementId(other)
    AND @holds(tie)
  WITH DISTINCT here, there, other, placed
  FILTER head([c IN placed WHERE c.contact = other]).at <> there
  RETURN count(*) AS acquainted
}
RETURN id AS person, (size(placed) * size(placed) - alike) / 2 - acquainted AS brokerage,
  CASE WHEN own IS NOT NULL THEN size([c IN placed WHERE c.at <> own]) END AS bridges,
  CASE WHEN own IS NOT NULL THEN size([c IN placed WHERE c.of <> home]) END AS outside
