// What belongs to a person or an organisation: units, opportunities, identifiers.
// access: read
// returns: many
// $id: id of the person or organisation
// -> id: id of each thing
// -> field: under which name it refers to the owner
// -> told_of: ids that it was told about, where they are others now; null where not
MATCH (:Person|Organization {id: $id})<-[:BELONGS_TO|FOR|IDENTIFIES]-(thing)
RETURN thing.id AS id,
  CASE WHEN thing:Unit THEN 'organization' WHEN thing:Opportunity THEN 'account' ELSE 'identified' END AS field,
  thing.told_of AS told_of
ORDER BY id
