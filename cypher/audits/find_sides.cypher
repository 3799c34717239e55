// Our people and those of competitors on a day. Rules take them as lists of ids: a look into a list is many times
// cheaper than walking from each acquaintance to an organisation.
// access: read
// returns: one
// $as_of: the day
// -> ours: ids of people with a seat at an organisation that is ours
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
  RETURN person.id AS id, max(CASE organization.kind WHEN 'vendor' THEN 1 ELSE 0 END) AS is_ours
  ORDER BY id
}
RETURN collect(CASE WHEN is_ours = 1 THEN id END) AS ours, collect(CASE WHEN is_ours = 0 THEN id END) AS rivals
