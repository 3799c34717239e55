// What refers to a person or an organisation and is an entity itself: units, opportunities, identifiers, and those of other kinds.
// access: read
// returns: many
// @labels: labels of the entities whose relationships are called as their fields
// $id: id of the person or organisation
// -> id: id of each thing
// -> field: under which name it refers to the owner
// -> type: type of the relationship
// -> told_of: ids that it was told about, where they are others now; null where not
MATCH (:Person|Organization {id: $id})<-[link]-(thing:Unit|Opportunity|Identifier|@labels)
WHERE thing:@labels OR type(link) IN ['BELONGS_TO', 'FOR', 'IDENTIFIES']
RETURN thing.id AS id, CASE type(link)
    WHEN 'BELONGS_TO' THEN 'organization' WHEN 'FOR' THEN 'account' WHEN 'IDENTIFIES' THEN 'identified' ELSE toLower(type(link))
  END AS field, type(link) AS type, thing.told_of AS told_of
ORDER BY id, field
