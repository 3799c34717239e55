// Our people, those whom they know, and competitors' people on a day. Rules take them as lists of ids: a look into a list
// is many times cheaper than walking from each acquaintance to an organisation.
// access: read
// returns: one
// $as_of: the day
// -> ours: ids of people with a seat at an organisation that is ours
// -> known_anywhere: ids of others with a tie to one of ours, whom one of ours sways, or in a reporting line with one
// -> rivals: ids of people with a seat at a competitor and none with us
CALL () {
  MATCH (organization:Organization WHERE organization.kind IN ['vendor', 'competitor'])
  CALL (organization) {
    RETURN organization AS place
    UNION ALL
    MATCH (organization)<-[:BELONGS_TO]-(place:Unit) RETURN place
  }
  MATCH (place)<-[seat:HOLDS]-(person:Person)
  WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
  RETURN person, max(CASE organization.kind WHEN 'vendor' THEN 1 ELSE 0 END) AS is_ours
}
WITH collect(CASE WHEN is_ours = 1 THEN person END) AS us, collect(CASE WHEN is_ours = 0 THEN person.id END) AS rivals
CALL (us) {
  UNWIND us AS our
  MATCH (our)-[relation:TIE|REPORTS_TO|INFLUENCES]-(person:Person)
  WHERE coalesce(relation.valid_from, $as_of) <= $as_of AND coalesce(relation.valid_to > $as_of, true)
    AND (type(relation) <> 'INFLUENCES' OR startNode(relation) = our)
  WITH DISTINCT person
  RETURN collect(person.id) AS known
}
RETURN [our IN us | our.id] AS ours, known AS known_anywhere, rivals
