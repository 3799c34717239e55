// Every one of some people meets every one of others on the day: a tie of unknown strength, where the two have none that holds.
// access: write
// returns: one
// $ones: ids of people
// $others: ids of people
// $as_of: the day
// -> ties: how many ties there are more
UNWIND $ones AS one_id
MATCH (one:Person {id: one_id})
CALL (one) {
  UNWIND $others AS other_id
  MATCH (other:Person {id: other_id})
  WHERE other <> one AND NOT EXISTS { (one)-[known:TIE]-(other) WHERE @holds(known) }
  CREATE (one)-[:TIE {id: 'imagined', key: 'imagined ' + one.id + ' ' + other.id, valid_from: $as_of, last_contact: $as_of,
    source: 'imagined'}]->(other)
  RETURN count(*) AS put_of_one
}
RETURN sum(put_of_one) AS ties
