// The registered key contacts of an account on the day, each with everybody of ours who owns the relationship as A. Binds person and
// owner.
// @account: the organisation
@registered_contacts(@account)
MATCH (owner:Person)-[owns:OWNS]->(person)
WHERE owns.role = 'A' AND owner.id IN $ours AND @holds(owns)
WITH DISTINCT @account, person, owner
