// Whether a fact of a kind has the id. Returns noun.
// @id: the id
// @label: type of the relationship
// @noun: what it is called, quoted
MATCH ()-[:@label {id: @id}]->()
RETURN @noun AS noun LIMIT 1
