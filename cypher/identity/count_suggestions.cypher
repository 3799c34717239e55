// How many pairs wait for a judgement.
// access: read
// returns: one
// -> count: how many
MATCH (suggestion:IdentitySuggestion)
WHERE suggestion.score >= 0
RETURN count(*) AS count
