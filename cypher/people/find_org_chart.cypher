// An org chart on a day, by solid reporting lines: a person and all below them, or everyone at an organisation or a unit
// (its parts included) and all below them. Whoever has no manager there stands at the top.
// access: read
// returns: many
// $person: id of the person at the top, or null
// $unit: id of the unit, or null
// $organization: id of the organisation, or null
// $as_of: the day
// $max_depth: levels below the top, at most 50
// $limit: most people; the upper levels come first
// -> person: the person at a glance (people.model.PersonCard)
// -> manager: id of the manager, null at the top
// -> depth: levels below the top, 0 at the top
CALL () {
  WHEN $person IS NOT NULL THEN {
    MATCH (top:Person {id: $person})
    RETURN top
  }
  WHEN $unit IS NOT NULL THEN {
    MATCH (unit:Unit {id: $unit})<-[:PART_OF]-{0,60}(:Unit)<-[seat:HOLDS]-(top:Person)
    WHERE @holds(seat)
      AND NOT EXISTS {
        MATCH (top)-[line:REPORTS_TO]->(:Person)-[over:HOLDS]->(:Unit)-[:PART_OF]->{0,60}(unit)
        WHERE line.line = 'solid'
          AND @holds(line)
          AND @holds(over)
      }
    RETURN DISTINCT top
  }
  ELSE {
    MATCH (organization:Organization {id: $organization})<-[:BELONGS_TO]-{0,1}()<-[seat:HOLDS]-(top:Person)
    WHERE @holds(seat)
      AND NOT EXISTS {
        MATCH (top)-[line:REPORTS_TO]->(:Person)-[over:HOLDS]->()-[:BELONGS_TO]->{0,1}(organization)
        WHERE line.line = 'solid'
          AND @holds(line)
          AND @holds(over)
      }
    RETURN DISTINCT top
  }
}
MATCH (top) ((boss:Person)<-[line:REPORTS_TO WHERE line.line = 'solid'
  AND @holds(line)]-(:Person)){0,50} (person:Person)
WHERE allReduce(depth = 0, step IN line | depth + 1, depth <= $max_depth)
// With two solid managers, or with a manager of another organisation in between, a person is met more than once.
WITH person, size(line) AS depth, last(boss).id AS manager ORDER BY depth DESC, manager
WITH person, head(collect({depth: depth, manager: manager})) AS place
WITH person, place.depth AS depth, place.manager AS manager ORDER BY depth, person.id LIMIT $limit
@card(person)
RETURN card AS person, manager, depth
ORDER BY depth, card.id
