// How much an open ask weighs: a light one is half an ask, a heavy one two, and one of which nobody has said it is one
// (docs/paths.md).
// @ask: the ask
CASE @ask.weight WHEN 'light' THEN 0.5 WHEN 'heavy' THEN 2.0 ELSE 1.0 END
