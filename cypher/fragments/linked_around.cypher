// Where ids of a field are given: the entities that refer to these by it, of each a page by id. Binds entity.
// @ids: the ids
// @label: label of the entities
// @type: type of the relationship
// @other_label: label of what they refer to
WHEN @ids IS NOT NULL THEN {
  UNWIND @ids AS id
  CALL (id) {
    MATCH (around:@other_label {id: id})<-[:@type]-(entity:@label)
    USING INDEX SEEK around:@other_label (id)
    WHERE entity.id > $after AND ($as_of IS NULL OR @holds(entity))
    RETURN entity ORDER BY entity.id LIMIT $limit
  }
  RETURN entity
}
