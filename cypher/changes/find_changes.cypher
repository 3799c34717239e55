// What was recorded, corrected or ended at an account, at some people or in an opportunity in a span of time, the latest first. At
// an account: of itself, its units and opportunities, of those who hold a seat there on the day of the change or later, and of
// all facts around these. What was recorded in the same second follows in the order of keys.
// access: read
// returns: many
// $account: id of an organisation, or null
// $people: ids of people, or null
// $opportunity: id of an opportunity, or null
// $since: the moment with which the span begins
// $until: the moment before which it ends
// $last: the moment of the change after which the page begins; null for the first page
// $after: the rank of that change among those of its moment
// $limit: most rows
// -> label: label of the entity, or type of the relationship
// -> id: id of the thing
// -> key: which version of a fact it is; of an entity its id
// -> place: how many corrections of the version came before; 0: it was new
// -> kind: recorded, changed (a further version of a fact), corrected or ended
// -> at: when relgraph learnt it
// -> by: who recorded it; null when nobody had to say
// -> operation: what recorded it; null where it was new
// -> before: what it said until then, of a further version what the one before it says; null where it was new
// -> now: what it said since
// -> refers: ids of what an entity refers to
CALL () {
  WHEN $account IS NOT NULL THEN {
    MATCH (account:Organization {id: $account})
    CALL (account) {
      RETURN account AS about, date('9999-12-31') AS until
      UNION ALL
      MATCH (account)<-[:BELONGS_TO|FOR]-(about)
      RETURN about, date('9999-12-31') AS until
      UNION ALL
      MATCH (account)<-[:BELONGS_TO]-{0,1}()<-[seat:HOLDS]-(about:Person)
      RETURN about, max(coalesce(seat.valid_to, date('9999-12-31'))) AS until
    }
    RETURN about, until
  }
  WHEN $people IS NOT NULL THEN {
    UNWIND $people AS id
    MATCH (about:Person {id: id})
    RETURN about, date('9999-12-31') AS until
  }
  ELSE {
    MATCH (about:Opportunity {id: $opportunity})
    RETURN about, date('9999-12-31') AS until
  }
}
FILTER until > date($since)
CALL (about) {
  RETURN head(labels(about)) AS label, about AS entity, about AS version
  UNION ALL
  MATCH (about)-[fact]-()
  WHERE fact.key IS NOT NULL
  RETURN type(fact) AS label, null AS entity, fact AS version
}
WITH version, label, entity, max(until) AS until
WITH label, entity, until, version, version.id AS id,
  // Most have not been touched since: what else could be told of them need not be looked up.
  version.recorded_at >= $since OR EXISTS { (later:Revision {id: version.id}) WHERE later.replaced_at >= $since } AS touched
ORDER BY coalesce(version.valid_from, date('-9999-01-01'))
WITH label, id, head(collect(entity)) AS entity, max(until) AS until, collect(version) AS versions, max(touched) AS touched
FILTER touched
@came_about(id, versions)
LET rank = thing.key + ' ' + right('00000' + toString(place), 6)
FILTER at >= $since AND at < $until AND date(at) < until
  AND ($last IS NULL OR at < $last OR at = $last AND rank > $after)
WITH label, id, entity, thing, place, kind, at, by, operation, before, now, rank ORDER BY at DESC, rank LIMIT $limit
RETURN @told_change(label, id, entity)
ORDER BY at DESC, rank
