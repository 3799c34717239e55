// Units with people in them, none of whom, in the unit or below it, any of ours knows; the uppermost such units.
// access: read
// returns: one
// @version: 1
// @title: Unit in which we know nobody
// @title_zh: 无任何联系的部门
// @method: M10
// @severity: low
// @scope: account
// @remedy: Give the unit a contact plan: whom do we need to know there?
// $account: id of the customer
// $as_of: the day asked about
// -> population: how many were looked at
// -> holes: those that fail (coverage.model.Hole)
MATCH (:Organization {id: $account})<-[:BELONGS_TO]-(unit:Unit)
WHERE coalesce(unit.valid_from, $as_of) <= $as_of AND coalesce(unit.valid_to > $as_of, true)
CALL (unit) {
  MATCH (unit)<-[:PART_OF]-{0,50}(part:Unit)<-[seat:HOLDS]-(person:Person)
  WHERE coalesce(part.valid_from, $as_of) <= $as_of AND coalesce(part.valid_to > $as_of, true)
    AND coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
  WITH DISTINCT person
  RETURN count(person) AS people, count(CASE WHEN EXISTS {
    (person)-[tie:TIE]-(:Person)-[our:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {kind: 'vendor'})
    WHERE coalesce(tie.valid_from, $as_of) <= $as_of AND coalesce(tie.valid_to > $as_of, true)
      AND coalesce(our.valid_from, $as_of) <= $as_of AND coalesce(our.valid_to > $as_of, true)
  } THEN person END) AS known
}
FILTER people > 0
WITH collect({unit: unit, known: known}) AS units
LET untouched = [u IN units WHERE u.known = 0 | u.unit]
CALL (untouched) {
  UNWIND untouched AS unit
  FILTER NOT EXISTS { (unit)-[:PART_OF]->(parent) WHERE parent IN untouched }
  WITH unit ORDER BY unit.id
  RETURN collect({subject_kind: 'unit', subject_id: unit.id, name: unit.name, english_name: unit.english_name, ties: 0}) AS holes
}
RETURN size(units) AS population, holes
