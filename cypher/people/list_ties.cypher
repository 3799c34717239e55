// Ties around each of some people as seen from them, narrowed and in an order, page by page; pages in no particular order.
// access: read
// returns: many
// $people: ids of the people whose lists are asked for
// $organization_kinds: only ties to whoever has a seat on the day at an organisation of one of these kinds; null for all
// $least_strength: only ties of this strength, 0..1, or more, none of unknown strength; null for all
// $among: only ties to people with these ids; null for all
// $order: strength, age, last_contact or recorded (people.model.TieOrder)
// $as_of: the day on which they must hold
// $after: the rank after which each page begins
// $limit: most ties of each person
// -> person: id of the person whose list it is in
// -> place: its rank in that list, as text
// -> id: id of the tie
// -> person_a: id of one of the two
// -> person_b: id of the other
// -> strength: 0..1, null where unknown
// -> basis: what it rests on
// -> last_contact: day of the last contact
// -> valid_from: first day
// -> valid_to: first day it no longer holds
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
UNWIND $people AS id
CALL (id) {
  MATCH (around:Person {id: id})-[tie:TIE]-(other:Person)
  USING INDEX around:Person(id)
  WHERE @holds(tie)
    AND ($least_strength IS NULL OR tie.strength >= $least_strength)
    AND ($among IS NULL OR other.id IN $among)
    AND ($organization_kinds IS NULL OR EXISTS {
      MATCH (other)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(at:Organization)
      WHERE at.kind IN $organization_kinds AND @stands(seat, other)
    })
  // Whatever comes first makes the smaller text; what is unknown comes last.
  LET order = CASE $order
    WHEN 'age' THEN coalesce(toString(tie.valid_from), '9999-99-99')
    WHEN 'last_contact'
      THEN right('000000' + toString(coalesce(9999998 - duration.inDays(date('0001-01-01'), @contact(tie)).days, 9999999)), 7)
    WHEN 'recorded'
      THEN right('000000000' + toString(coalesce(9999999998 - tie.recorded_at.epochSeconds, 9999999999)), 10)
    ELSE right('000000' + toString(coalesce(toInteger((1.0 - tie.strength) * 1000000), 9999999)), 7)
  END
  LET place = order + tie.key
  FILTER place > $after
  RETURN tie, place ORDER BY place LIMIT $limit
}
RETURN id AS person, place, tie.id AS id, startNode(tie).id AS person_a, endNode(tie).id AS person_b, tie.strength AS strength,
  tie.basis AS basis, tie.last_contact AS last_contact,
  @provenance(tie)
