// The layer of somebody's main seat on the day asked about; null where none is known.
// @person: the person
@layer_on(@person, $as_of)
