// The deals of an account that are live on the day, or the one asked about. Binds opportunity.
// @account: the organisation
MATCH (@account)<-[:FOR]-(opportunity:Opportunity)
WHERE CASE WHEN $opportunity IS NULL THEN @holds(opportunity) ELSE opportunity.id = $opportunity END
