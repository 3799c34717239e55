// All versions of the fact of which a version has the key. Returns label, id, entity (null), ends and version.
// @key: the key
// @label: type of the relationship
MATCH ()-[noted:@label {key: @key}]->()
MATCH (one)-[version:@label {id: noted.id}]->(other)
RETURN type(version) AS label, version.id AS id, null AS entity, [one, other] AS ends, version
