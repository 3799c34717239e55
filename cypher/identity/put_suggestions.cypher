// Keeps pairs that may be one. Those that were judged, or of which one is not there as such, are left out; what is in the
// queue keeps its age.
// access: write
// returns: one
// $rows: id, one, other, of (person or organization), score and reasons of each pair
// $now: the moment
// -> count: how many are new in the queue
UNWIND $rows AS row
MATCH (:Person|Organization {id: row.one})
MATCH (:Person|Organization {id: row.other})
FILTER NOT EXISTS {
  MATCH (judgement:Judgement)
  WHERE judgement.one IN [row.one, row.other] AND judgement.other IN [row.one, row.other] AND judgement.withdrawn_at IS NULL
}
OPTIONAL MATCH (old:IdentitySuggestion {id: row.id})
LET new = old IS NULL
MERGE (suggestion:IdentitySuggestion {id: row.id})
ON CREATE SET suggestion.found_at = $now
SET suggestion.one = row.one, suggestion.other = row.other, suggestion.of = row.of, suggestion.score = row.score,
  suggestion.reasons = row.reasons
RETURN sum(CASE WHEN new THEN 1 ELSE 0 END) AS count
