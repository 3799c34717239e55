// Judgements that stand about any of the given ids, and withdrawn ones where these are wanted too, the latest first.
// access: read
// returns: many
// $ids: ids; null for all
// $withdrawn: whether withdrawn ones are wanted
// $limit: most rows
// -> id: id of the judgement
MATCH (judgement:Judgement)
WHERE ($ids IS NULL OR judgement.one IN $ids OR judgement.other IN $ids) AND ($withdrawn OR judgement.withdrawn_at IS NULL)
RETURN judgement.id AS id ORDER BY judgement.recorded_at DESC, id LIMIT $limit
