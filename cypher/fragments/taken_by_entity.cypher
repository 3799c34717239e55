// Whether an entity of a kind has the id. Returns noun.
// @id: the id
// @label: its label
// @noun: what it is called, quoted
MATCH (taken:@label {id: @id})
USING INDEX SEEK taken:@label (id)
RETURN @noun AS noun
