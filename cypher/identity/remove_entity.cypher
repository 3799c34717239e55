// Removes a person or an organisation that is part of another now, or an identifier that is none any more. Nothing may
// lead to it, or it fails.
// access: write
// returns: one
// $id: its id
// -> count: how many were removed
MATCH (entity:Person|Organization|Identifier {id: $id})
OPTIONAL MATCH (entity)-[place:IDENTIFIES]->()
DELETE place, entity
RETURN count(*) AS count
