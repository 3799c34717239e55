// Which of the given ids something of another kind has already, and nothing of the given kind.
// access: read
// returns: many
// @kinds: whether something of each kind has the id
// $ids: any ids
// $noun: the kind of thing that is to have them
// -> id: an id that is taken
// -> noun: what has it
UNWIND $ids AS id
CALL (id) {
  @kinds
}
WITH id, collect(noun) AS nouns
FILTER NOT $noun IN nouns
RETURN id, nouns[0] AS noun
