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
  @card(person)
  CALL (person) {
    MATCH (person)-[tie:TIE]-(ours:Person)
    WHERE @stands(tie, ours) AND @one_of_ours(ours)
    RETURN count(DISTINCT ours) AS our_ties, max(tie.strength) AS warmest
  }
  RETURN {person: card, roles: letters, level: support.level, assessed: CASE WHEN support IS NULL THEN asked ELSE support.assessed END,
    sources_differ: coalesce(support.differs, false), our_ties: our_ties, warmest: warmest}
  // Those with a role first, in the order of the letters.
  ORDER BY size(letters) = 0,
    [letter IN letters | @letter_order(letter)], person.id
}
RETURN deal.id AS id, deal.name AS name, deal.english_name AS english_name, account.id AS account_id,
  account.name AS account, deal.stage AS stage, deal.outcome AS outcome, deal.valid_from AS since, deal.valid_to AS until,
  participants
