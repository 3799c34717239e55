// When opportunities are live: of all, or of those named. Days are numbers: the year, times 1000, and the day of the year.
// access: read
// returns: one
// $ids: ids of opportunities; null for all
// -> ids: of the opportunities
// -> since: the first day of each
// -> until: the first day on which each is no longer live
CALL () {
  WHEN $ids IS NULL THEN { MATCH (opportunity:Opportunity WHERE opportunity.id > '') RETURN opportunity }
  ELSE { MATCH (opportunity:Opportunity WHERE opportunity.id IN $ids) RETURN opportunity }
}
RETURN collect(opportunity.id) AS ids,
  collect(coalesce(opportunity.valid_from.year * 1000 + opportunity.valid_from.ordinalDay, 0)) AS since,
  collect(coalesce(opportunity.valid_to.year * 1000 + opportunity.valid_to.ordinalDay, 2147483647)) AS until
