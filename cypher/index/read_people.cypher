// People with all that bears on their part in paths, in columns: a page of everybody, or those named.
// A page of everybody tells each fact once, from the person where it begins; named people tell all of theirs.
// Days are numbers: the year, times 1000, and the day of the year.
// access: read
// returns: one
// $ids: ids of people; null for a page of everybody
// $after: the page begins after this id
// $limit: most people of a page
// -> ids: of the people, in their order
// -> declines: whether each declines introductions
// -> since: the first day of each
// -> until: the day of each on which they are no more
// -> at: of each entry, whose it is: the place in ids, from 0
// -> other: id of who or what is at its other end
// -> code: what it is (index.arrays.Code)
// -> strength: strength, weight or level, of an ask how much it weighs; -9 when it has none or an unknown one
// -> entry_since: its first day
// -> entry_until: the first day without it
CALL () {
  WHEN $ids IS NULL THEN {
    MATCH (person:Person WHERE person.id > $after)
    RETURN person ORDER BY person.id LIMIT $limit
  }
  ELSE {
    MATCH (person:Person WHERE person.id IN $ids)
    RETURN person
  }
}
WITH collect(person) AS people
CALL (people) {
  UNWIND range(0, size(people) - 1) AS n
  LET person = people[n]
  MATCH (person)-[fact:FRICTION|HOLDS|HAS_SUPPORT|ASKS|TIE|INFLUENCES|REPORTS_TO]-(other)
  LET forth = startNode(fact) = person
  FILTER (forth OR $ids IS NOT NULL) AND NOT (fact:HAS_SUPPORT AND fact.level IS NULL)
  LET since = fact.valid_from, until = fact.valid_to
  LET code = CASE
    WHEN fact:TIE THEN 5
    WHEN fact:HOLDS THEN 1
    WHEN fact:REPORTS_TO THEN CASE WHEN fact.line = 'dotted' THEN 10 ELSE 8 END + CASE WHEN forth THEN 0 ELSE 1 END
    WHEN fact:INFLUENCES THEN CASE WHEN forth THEN 6 ELSE 7 END
    WHEN fact:FRICTION THEN 0
    WHEN fact:HAS_SUPPORT THEN 2
    WHEN forth THEN 4
    ELSE 3
  END
  RETURN collect(n) AS at, collect(other.id) AS other, collect(code) AS code,
    collect(toFloat(coalesce(CASE
      WHEN fact:TIE THEN fact.strength
      WHEN fact:INFLUENCES THEN fact.weight
      WHEN fact:HAS_SUPPORT THEN fact.level
      WHEN fact:ASKS THEN @ask_load(fact)
    END, -9))) AS strength,
    collect(CASE WHEN since IS NULL THEN 0 ELSE since.year * 1000 + since.ordinalDay END) AS entry_since,
    collect(CASE WHEN until IS NULL THEN 2147483647 ELSE until.year * 1000 + until.ordinalDay END) AS entry_until
}
RETURN [person IN people | person.id] AS ids,
  [person IN people | coalesce(person.declines_introductions, false)] AS declines,
  [person IN people | coalesce(person.valid_from.year * 1000 + person.valid_from.ordinalDay, 0)] AS since,
  [person IN people | coalesce(person.valid_to.year * 1000 + person.valid_to.ordinalDay, 2147483647)] AS until,
  at, other, code, strength, entry_since, entry_until
