// The entity that has the key. Returns label, id, entity, ends and version: three times itself.
// @key: the key
// @label: its label
MATCH (noted:@label {id: @key})
RETURN head(labels(noted)) AS label, noted.id AS id, noted AS entity, [noted] AS ends, noted AS version
