// Whether a fact of a kind has the id. Returns noun.
// @id: the id
// @label: type of the relationship
// @noun: what it is called, quoted
MATCH ()-[taken:@label {id: @id}]->()
USING INDEX SEEK taken:@label (id)
RETURN @noun AS noun LIMIT 1
