// An opportunity on a day: its account, and everybody who plays a role in it or was assessed.
// access: read
// returns: maybe
// $id: the opportunity
// $as_of: the day
// -> id: its id
// -> name: its name
// -> english_name: its name in English
// -> account_id: id of its account
// -> account: name of its account
// -> stage: how far it has come
// -> outcome: how it ended
// -> since: first day
// -> until: first day it is no longer live
// -> participants: the power map, decision makers first
MATCH (deal:Opportunity {id: $id})-[:FOR]->(account:Organization)
LET participants = COLLECT {
  MATCH (deal)<-[part:HAS_ROLE|HAS_SUPPORT]-(person:Person)
  WHERE coalesce(part.valid_from, $as_of) <= $as_of AND coalesce(part.valid_to > $as_of, true)
  WITH person, collect(part) AS parts
  LET support = head([part IN parts WHERE type(part) = 'HAS_SUPPORT'])
  LET letters = [letter IN ['D', 'A', 'E', 'S', 'I', 'C'] WHERE any(part IN parts WHERE part.role = letter)]
  CALL (person) {
    OPTIONAL MATCH (person)-[seat:HOLDS]->(at)
    WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
    WITH seat, at ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 1000), seat.key LIMIT 1
    OPTIONAL MATCH (at)-[:BELONGS_TO]->(of:Organization)
    RETURN seat, CASE WHEN of IS NOT NULL THEN at END AS unit, coalesce(of, at) AS organization
  }
  CALL (person) {
    MATCH (person)-[tie:TIE]-(ours:Person)
    WHERE coalesce(tie.valid_from, $as_of) <= $as_of AND coalesce(tie.valid_to > $as_of, true)
      AND EXISTS {
        MATCH (ours)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {kind: 'vendor'})
        WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
      }
    RETURN count(DISTINCT ours) AS our_ties, max(tie.strength) AS warmest
  }
  RETURN {
    person: person {.id, .name, .english_name, title: seat.title, english_title: seat.english_title, layer: seat.layer,
      unit: unit.name, organization_id: organization.id, organization: organization.name,
      organization_kind: organization.kind},
    roles: letters, level: support.level, assessed: support.valid_from, our_ties: our_ties, warmest: warmest}
  // Those with a role first, in the order of the letters.
  ORDER BY size(letters) = 0, [letter IN letters | CASE letter WHEN 'D' THEN 0 WHEN 'A' THEN 1 ELSE 2 END], person.id
}
RETURN deal.id AS id, deal.name AS name, deal.english_name AS english_name, account.id AS account_id,
  account.name AS account, deal.stage AS stage, deal.outcome AS outcome, deal.valid_from AS since, deal.valid_to AS until,
  participants
