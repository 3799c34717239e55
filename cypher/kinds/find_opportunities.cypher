// Opportunities: those with the given ids, those of the given entities, or all, page by page.
// access: read
// returns: many
// $ids: ids, or null
// $account: ids of customers whose opportunities are asked for, or null
// $wanted: `ended`: true for those that ended by the day, instead of those that are live on it
// $as_of: the day on which they must exist; null, without given entities, for all
// $after: without ids, the id after which the page begins
// $limit: most rows of a page; around given entities, of each one's page
// -> id: its id
// -> account: id of the customer
// -> name: its name
// -> english_name: its name in English
// -> stage: lead, opportunity, contract or collection
// -> outcome: won, lost or dropped; null while live
// -> valid_from: first day
// -> valid_to: first day it no longer exists
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
// -> by_hand: what of it somebody set by hand; null where nothing
// -> told_of: ids that it was told about, as `person=crm:7`, where they are others now; null where not
CALL () {
  WHEN $ids IS NOT NULL THEN {
    UNWIND $ids AS id
    MATCH (entity:Opportunity {id: id})
    WHERE ($as_of IS NULL OR @opportunity_stands(entity))
    RETURN entity
  }
  WHEN $account IS NOT NULL THEN {
    UNWIND $account AS id
    CALL (id) {
      @opportunity_of_account(id)
        AND entity.id > $after
      RETURN entity ORDER BY entity.id LIMIT $limit
    }
    RETURN entity
  }
  ELSE {
    MATCH (entity:Opportunity)
    WHERE entity.id > $after AND ($as_of IS NULL OR @opportunity_stands(entity))
    RETURN entity ORDER BY entity.id LIMIT $limit
  }
}
RETURN entity.id AS id, head([(entity)-[:FOR]->(o) | o.id]) AS account, entity.name AS name,
  entity.english_name AS english_name, entity.stage AS stage, entity.outcome AS outcome,
  @provenance(entity)
ORDER BY id
