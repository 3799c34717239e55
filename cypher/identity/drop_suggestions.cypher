// Takes pairs out of the queue: the one that was judged, and those of somebody who is part of another now.
// access: write
// returns: one
// $id: id of the pair
// $gone: id of the one that is part of another now; null where none is
// -> count: how many were taken out
MATCH (suggestion:IdentitySuggestion)
WHERE suggestion.id = $id OR suggestion.one = $gone OR suggestion.other = $gone
DELETE suggestion
RETURN count(*) AS count
