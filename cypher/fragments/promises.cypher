// What ours, also those who have left since, promised people of an account by the day, each promise as it was told last. Binds
// person, to whom, and promiser and promise.
// @account: the organisation
@contacts_at(@account)
MATCH (promiser:Person)-[version:PROMISED]->(person)
WHERE @begun(version) AND @ever_ours(promiser)
ORDER BY version.valid_from DESC
WITH person, promiser, version.id AS promise_id, head(collect(version)) AS promise
