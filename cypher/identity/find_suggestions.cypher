// Pairs that may be one and that nobody has judged, the most alike first.
// access: read
// returns: many
// $of: person or organization; null for both
// $about: id of one of the two; null for all
// $after: score and id of the one after which the page begins; null: the first page
// $limit: most rows
// -> id: id of the pair
// -> one: id of the one
// -> other: id of the other
// -> of: person or organization
// -> score: how alike they are, 0..1
// -> reasons: what speaks for it
// -> found_at: when that was noticed first
MATCH (suggestion:IdentitySuggestion)
WHERE suggestion.score >= 0 AND ($of IS NULL OR suggestion.of = $of)
  AND ($about IS NULL OR $about IN [suggestion.one, suggestion.other])
  AND ($after IS NULL OR suggestion.score < $after.score OR suggestion.score = $after.score AND suggestion.id > $after.id)
RETURN suggestion.id AS id, suggestion.one AS one, suggestion.other AS other, suggestion.of AS of,
  suggestion.score AS score, suggestion.reasons AS reasons, suggestion.found_at AS found_at
ORDER BY score DESC, id LIMIT $limit
