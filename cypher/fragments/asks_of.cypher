// What ours ask of people of an account and is still open. Binds person, who is asked, our and ask.
// @account: the organisation
@contacts_at(@account)
MATCH (our:Person)-[ask:ASKS]->(person)
WHERE our.id IN $ours AND our <> person AND @holds(ask)
