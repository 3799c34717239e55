// Where a position class stands among others: S, A, B, C, then unknown.
// @class: the class; may be null
coll.indexOf(['S', 'A', 'B', 'C', '?'], coalesce(@class, '?'))
