// Who is at each of the given organisations or units on a day, page by page. A unit's parts are not looked into.
// access: read
// returns: many
// $organizations: ids of organisations, or null
// $units: ids of units, or null
// $as_of: the day on which they must be there
// $after: the person's id after which each place's page begins
// $limit: most people of each place
// -> place: the given id
// -> person: id of a person who holds a seat there
CALL () {
  WHEN $organizations IS NOT NULL THEN {
    UNWIND $organizations AS place
    CALL (place) {
      MATCH (around:Organization {id: place})<-[:BELONGS_TO]-{0,1}()<-[seat:HOLDS]-(person:Person)
      USING INDEX around:Organization(id)
      WHERE person.id > $after
        AND @stands(seat, person)
      RETURN DISTINCT person.id AS id ORDER BY id LIMIT $limit
    }
    RETURN place, id
  }
  ELSE {
    UNWIND $units AS place
    CALL (place) {
      MATCH (around:Unit {id: place})<-[seat:HOLDS]-(person:Person)
      USING INDEX around:Unit(id)
      WHERE person.id > $after
        AND @stands(seat, person)
      RETURN DISTINCT person.id AS id ORDER BY id LIMIT $limit
    }
    RETURN place, id
  }
}
RETURN place, id AS person
ORDER BY place, person
