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
// -> participants: the power map, in the order of powermap.model.power_map
MATCH (deal:Opportunity {id: $id})-[:FOR]->(account:Organization)
LET participants = COLLECT {
  MATCH (deal)<-[part:HAS_ROLE|HAS_SUPPORT]-(person:Person)
  WHERE @stands(part, person)
  // The day on which nobody could tell is told, too.
  WITH person, collect(part) AS parts, max(CASE WHEN part:HAS_SUPPORT THEN part.valid_from END) AS asked
  LET support = @stance(person, deal)
  LET letters = [letter IN ['A', 'D', 'S', 'E', 'I', 'C'] WHERE any(part IN parts WHERE part.role = letter)]
  CALL (person) {
    OPTIONAL MATCH (person)-[seat:HOLDS]->(at)
    WHERE @holds(seat)
    WITH seat, at ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
    OPTIONAL MATCH (at)-[:BELONGS_TO]->(of:Organization)
    RETURN seat, CASE WHEN of IS NOT NULL THEN at END AS unit, coalesce(of, at) AS organization
  }
  CALL (person) {
    MATCH (person)-[tie:TIE]-(ours:Person)
    WHERE @stands(tie, ours)
      AND EXISTS {
        MATCH (ours)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {kind: 'vendor'})
        WHERE @holds(seat)
      }
    RETURN count(DISTINCT ours) AS our_ties, max(tie.strength) AS warmest
  }
  RETURN {
    person: person {.id, .name, .english_name, title: seat.title, english_title: seat.english_title, layer: seat.layer,
      unit: unit.name, organization_id: organization.id, organization: organization.name,
      organization_kind: organization.kind},
    roles: letters, level: support.level, assessed: CASE WHEN support IS NULL THEN asked ELSE support.assessed END,
    sources_differ: coalesce(support.differs, false), our_ties: our_ties, warmest: warmest}
  // Those with a role first, in the order of the letters.
  ORDER BY size(letters) = 0,
    [letter IN letters | head([i IN range(0, 5) WHERE ['A', 'D', 'S', 'E', 'I', 'C'][i] = letter])], person.id
}
RETURN deal.id AS id, deal.name AS name, deal.english_name AS english_name, account.id AS account_id,
  account.name AS account, deal.stage AS stage, deal.outcome AS outcome, deal.valid_from AS since, deal.valid_to AS until,
  participants
