// Departments of an account in which somebody sits and from which nothing was heard for long, and live deals of which nothing
// was: what was never heard of first, then the longest ago. A department is heard of when somebody who sits in it that day tells.
// access: read
// returns: many
// $account: id of the organisation
// $since: whatever was heard on this day or later is not long ago
// $as_of: the day asked about
// $limit: how many at most
// -> kind: unit or opportunity
// -> id: its id
// -> name: its name
// -> people: how many sit in the unit; null of an opportunity
// -> last_heard: the day of the last news; null where there was none
MATCH (account:Organization {id: $account})
CALL (account) {
  MATCH (account)<-[:BELONGS_TO]-(unit:Unit)
  WHERE @holds(unit)
  LET people = COUNT {
    MATCH (unit)<-[held:HOLDS]-(person:Person)
    WHERE @stands(held, person)
    RETURN DISTINCT person
  }
  FILTER people > 0
  CALL (unit) {
    CALL (unit) {
      MATCH (unit)<-[seat:HOLDS]-(:Person)<-[:SAID_BY]-(news:News)
      WHERE @holds_on(seat, news.valid_from)
      RETURN news.valid_from AS told_on
      UNION ALL
      MATCH (unit)<-[seat:HOLDS]-(:Person)-[confirmation:CONFIRMED]->(news:News)
      LET told_on = coalesce(confirmation.valid_from, news.valid_from)
      FILTER @holds_on(seat, told_on)
      RETURN told_on
    }
    RETURN max(CASE WHEN told_on <= $as_of THEN told_on END) AS last_heard
  }
  RETURN 'unit' AS kind, unit AS silent, people, last_heard
  UNION ALL
  MATCH (account)<-[:FOR]-(deal:Opportunity)
  WHERE @holds(deal)
  LET last_heard = head(COLLECT {
    MATCH (deal)<-[:OPPORTUNITY]-(news:News)
    WHERE news.valid_from <= $as_of
    RETURN news.valid_from ORDER BY news.valid_from DESC LIMIT 1
  })
  RETURN 'opportunity' AS kind, deal AS silent, null AS people, last_heard
}
FILTER coalesce(last_heard < $since, true)
RETURN kind, silent.id AS id, silent.name AS name, people, last_heard
ORDER BY last_heard IS NOT NULL, last_heard, kind DESC, id
LIMIT $limit
