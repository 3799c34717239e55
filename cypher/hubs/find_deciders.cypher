// Who decides on or approves the live opportunities of an account, or one opportunity; by opportunity and person.
// access: read
// returns: many
// $account: id of the account, or null
// $opportunity: id of the opportunity, live or not; or null
// $as_of: the day asked about
// $limit: most rows
// -> opportunity_id: id of the opportunity
// -> opportunity: its name
// -> person: id of the person
// -> roles: their letters there, A or D or both
CALL () {
  WHEN $opportunity IS NOT NULL THEN {
    MATCH (opportunity:Opportunity {id: $opportunity})
    RETURN opportunity
  }
  ELSE {
    MATCH (:Organization {id: $account})<-[:FOR]-(opportunity:Opportunity)
    WHERE @holds(opportunity)
    RETURN opportunity
  }
}
MATCH (opportunity)<-[part:HAS_ROLE]-(person:Person)
WHERE part.role IN ['A', 'D'] AND @stands(part, person)
WITH opportunity, person, part.role AS letter ORDER BY letter
WITH opportunity, person, collect(DISTINCT letter) AS roles
RETURN opportunity.id AS opportunity_id, opportunity.name AS opportunity, person.id AS person, roles
ORDER BY opportunity_id, person LIMIT $limit
