// The earliest of some days, of which some may be null; null when none is left.
// @days: a list
reduce(first = null, one IN [each IN @days WHERE each IS NOT NULL] | CASE WHEN first < one THEN first ELSE one END)
