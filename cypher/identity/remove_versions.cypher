// Removes versions of facts, whatever their kind: what they say is kept by the judgement that puts them aside.
// access: write
// returns: one
// $id: of an entity that they start or end at
// $keys: their keys
// -> count: how many were removed
MATCH (:Person|Organization {id: $id})-[version]-()
WHERE version.key IN $keys
WITH DISTINCT version
DELETE version
RETURN count(*) AS count
