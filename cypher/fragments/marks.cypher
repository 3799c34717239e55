// When something was recorded, and by whom: as its row says, else now, by whoever records it.
// @row: the row
{recorded_at: coalesce(@row.recorded_at, $now), recorded_by: coalesce(@row.recorded_by, $by)}
