// Why people are hubs, in no particular order: who listens to them, where their contacts sit, where they stand in live
// opportunities, and who of ours knows them best.
// access: read
// returns: many
// $ids: ids of people
// $account: id of the account whose live opportunities count; null for those of all accounts where the person sits
// $opportunity: id of the one opportunity that counts, live or not; or null
// $as_of: the day asked about
// $limit: most listeners, and most places
// -> person: id of the person
// -> listeners: who listens to them most: person (id), weight; those of unknown weight last
// -> bridged: other units or organisations where their contacts sit, most contacts first (hubs.model.BridgedPlace)
// -> supports: the opportunities, and the level of support in each, null where unknown (hubs.model.HubSupport)
// -> best_tie: the strongest tie to one of ours (our: id, strength, last_contact); null without ties to ours
UNWIND $ids AS id
MATCH (person:Person {id: id})
CALL (person) {
  MATCH (person)-[sway:INFLUENCES]->(listener:Person)
  WHERE @stands(sway, listener)
  WITH listener, max(sway.weight) AS weight
  ORDER BY weight IS NULL, weight DESC, listener.id LIMIT $limit
  RETURN collect({person: listener.id, weight: weight}) AS listeners
}
@main_seat(person)
LET own = main_place
CALL (person, own) {
  MATCH (person)-[tie:TIE]-(contact:Person)
  WHERE @stands(tie, contact)
  WITH DISTINCT contact, own
  @main_seat(contact)
  WITH main_place AS at, own, count(*) AS contacts
  // Contacts whose seat is not known bridge to nothing.
  FILTER at <> own
  WITH at, contacts ORDER BY contacts DESC, at.id LIMIT $limit
  @belongs(at)
  RETURN collect({unit: unit.name, unit_id: unit.id, organization: organization.name, organization_id: organization.id,
    contacts: contacts}) AS bridged
}
CALL (person) {
  CALL (person) {
    WHEN $opportunity IS NOT NULL THEN {
      MATCH (opportunity:Opportunity {id: $opportunity})
      RETURN opportunity
    }
    ELSE {
      MATCH (person)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(account:Organization)<-[:FOR]-(opportunity:Opportunity)
      WHERE @holds(seat)
        AND @holds(opportunity)
        AND ($account IS NULL OR account.id = $account)
      RETURN DISTINCT opportunity
    }
  }
  LET stance = @stance(person, opportunity)
  WITH opportunity, stance.level AS level ORDER BY opportunity.id
  RETURN collect({opportunity_id: opportunity.id, opportunity: opportunity.name, level: level}) AS supports
}
CALL (person) {
  OPTIONAL MATCH (person)-[tie:TIE]-(our:Person)
  WHERE @stands(tie, our)
    AND @one_of_ours(our)
    AND NOT @one_of_ours(person)
  WITH our, max(tie.strength) AS strength, max(@contact(tie)) AS last_contact
  ORDER BY strength IS NULL, strength DESC, last_contact IS NULL, last_contact DESC, our.id LIMIT 1
  RETURN CASE WHEN our IS NOT NULL THEN {our: our.id, strength: strength, last_contact: last_contact} END AS best_tie
}
RETURN id AS person, listeners, bridged, supports, best_tie
