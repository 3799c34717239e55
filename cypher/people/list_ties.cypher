// Ties around each of some people as seen from them, narrowed and in an order, page by page.
// access: read
// returns: many
// $people: ids of the people whose lists are asked for
// $organization_kinds: only ties to whoever has a seat on the day at an organisation of one of these kinds; null for all
// $least_strength: only ties of this strength, 0..1, or more, none of unknown strength; null for all
// $among: only ties to people with these ids; null for all
// $order: strength, since, last_contact or recorded (people.model.TieOrderBy)
// $descending: whether the strongest, or the latest, comes first
// $as_of: the day on which they must hold
// $after: place and id (its key) of the one after which each page begins; null: the first page
// $limit: most ties of each person
// -> person: id of the person whose list it is in
// -> place: by what it is ordered in that list, as text; null where unknown
// -> id: id of the tie
// -> person_a: id of one of the two
// -> person_b: id of the other
// -> strength: 0..1, null where unknown
// -> basis: what it rests on
// -> last_contact: day of the last contact
// -> origin: computed or corrected; null where the strength was recorded with the tie
// -> valid_from: first day
// -> valid_to: first day it no longer holds
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
// -> by_hand: what of it somebody set by hand; null where nothing
// -> told_of: ids that it was told about, as `person=crm:7`, where they are others now; null where not
UNWIND $people AS id
CALL (id) {
  MATCH (around:Person {id: id})-[tie:TIE]-(other:Person)
  USING INDEX SEEK around:Person(id)
  WHERE @holds(tie)
    AND ($least_strength IS NULL OR tie.strength >= $least_strength)
    AND ($among IS NULL OR other.id IN $among)
    AND ($organization_kinds IS NULL OR EXISTS {
      MATCH (other)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(at:Organization)
      WHERE at.kind IN $organization_kinds AND @stands(seat, other)
    })
  LET key = tie.key, place = CASE $order
    WHEN 'since' THEN toString(tie.valid_from)
    WHEN 'last_contact' THEN toString(@contact(tie))
    WHEN 'recorded' THEN right('00000000000' + toString(tie.recorded_at.epochSeconds), 12)
    ELSE right('000000' + toString(toInteger(tie.strength * 1000000)), 7)
  END
  FILTER @beyond(key, place)
  RETURN tie, place ORDER BY @in_order(key, place) LIMIT $limit
}
RETURN id AS person, place, tie.id AS id, startNode(tie).id AS person_a, endNode(tie).id AS person_b, tie.strength AS strength,
  tie.basis AS basis, tie.last_contact AS last_contact,
  tie.origin AS origin,
  @provenance(tie)
ORDER BY person, @in_order(tie.key, place)
