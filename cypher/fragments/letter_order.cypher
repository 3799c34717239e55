// Where the letter of a role stands among others: A, D, S, E, I, C, then none.
// @letter: the letter; may be null
coll.indexOf(['A', 'D', 'S', 'E', 'I', 'C', '?'], coalesce(@letter, '?'))
