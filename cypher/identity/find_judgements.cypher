// Judgements that stand about any of the given ids, and withdrawn ones where these are wanted too, the latest first.
// access: read
// returns: many
// $ids: ids; null for all
// $withdrawn: whether withdrawn ones are wanted
// $limit: most rows
// -> id: id of the judgement
CALL () {
  WHEN $ids IS NULL THEN {
    MATCH (judgement:Judgement)
    WHERE judgement.id > ''
    RETURN judgement
  }
  ELSE {
    UNWIND $ids AS about
    CALL (about) {
      MATCH (judgement:Judgement {one: about})
      RETURN judgement
      UNION
      MATCH (judgement:Judgement {other: about})
      RETURN judgement
    }
    RETURN DISTINCT judgement
  }
}
WITH judgement
WHERE $withdrawn OR judgement.withdrawn_at IS NULL
RETURN judgement.id AS id ORDER BY judgement.recorded_at DESC, id LIMIT $limit
