// What there is of each organisation on a day, in numbers, and how ours know its people.
// access: read
// returns: many
// $organizations: ids
// $as_of: the day
// -> organization: id
// -> people: how many hold a seat there
// -> units: how many units it has, on every level
// -> open_opportunities: how many of its opportunities are live
// -> deciders: how many people approve or decide one of these
// -> known_deciders: how many of them one of ours has a tie with; this and what follows: null for ourselves
// -> known_people: with how many of its people one of ours has a tie
// -> ties: how many ties there are between ours and its people
// -> strongest_tie: strength of the strongest; null where none is known
// -> last_contact: day of the latest contact that they tell of; null where none is known
UNWIND $organizations AS organization
MATCH (account:Organization {id: organization})
CALL (account) {
  OPTIONAL MATCH (account)<-[:FOR]-(deal:Opportunity)
  WHERE @holds(deal)
  OPTIONAL MATCH (deal)<-[part:HAS_ROLE]-(decider:Person)
  WHERE part.role IN ['A', 'D'] AND @stands(part, decider)
  WITH count(DISTINCT deal) AS open_opportunities, collect(DISTINCT decider) AS deciding
  RETURN open_opportunities, size(deciding) AS deciders, size([one IN deciding WHERE EXISTS {
    MATCH (one)-[known_by:TIE]-(ours:Person) WHERE @stands(known_by, ours) AND @one_of_ours(ours)
  }]) AS known_deciders
}
CALL (account) {
  MATCH (account)<-[:BELONGS_TO]-{0,1}()<-[seat:HOLDS]-(person:Person)
  WHERE @stands(seat, person)
  WITH DISTINCT person
  CALL (person) {
    MATCH (person)-[tie:TIE]-(our:Person)
    WHERE @stands(tie, our) AND @one_of_ours(our)
    RETURN count(tie) AS ties_of_one, max(tie.strength) AS strongest_of_one, max(@contact(tie)) AS last_of_one
  }
  RETURN count(person) AS people, sum(ties_of_one) AS ties, count(CASE WHEN ties_of_one > 0 THEN 1 END) AS known_people,
    max(strongest_of_one) AS strongest, max(last_of_one) AS last_contact
}
LET others = account.kind <> 'vendor'
RETURN organization, people, COUNT {
  MATCH (account)<-[:BELONGS_TO]-(unit:Unit) WHERE @holds(unit)
} AS units, open_opportunities, deciders,
  CASE WHEN others THEN known_deciders END AS known_deciders,
  CASE WHEN others THEN known_people END AS known_people,
  CASE WHEN others THEN ties END AS ties,
  CASE WHEN others THEN strongest END AS strongest_tie,
  CASE WHEN others THEN last_contact END AS last_contact
