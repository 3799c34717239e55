// People of an account with more than one primary seat at a time.
// access: read
// returns: many
// @version: 2
// @title: Several primary seats
// @title_zh: 多个主要任职
// @method: M1
// @severity: low
// @scope: account
// @protects: One person shown in two places.
// @protects_zh: 避免一人显示在两处。
// @remedy: Ask which seat is the main one, and mark the others as secondary.
// @remedy_zh: 弄清哪个任职为主，其余标为次要。
// @counts: people
// @counts_zh: 人员
// @evidence: {primaries} primary seats of {seats}
// @evidence_zh: {seats}个任职中有{primaries}个主要任职
// @none no_seats: nobody's seat is recorded | 没有记录任何任职
// @reason primaries_unknown: which seat is primary is unknown | 主要任职未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @people_of(account)
  WITH DISTINCT person
  LET all_seats = COUNT { (person)-[:HOLDS]->() }
  CALL (person, all_seats) {
    OPTIONAL MATCH (person)-[each:HOLDS]->()
    WHERE all_seats > 1 AND @holds(each)
    RETURN count(each) AS seats, count(CASE WHEN each.primary THEN 1 END) AS primaries,
      count(CASE WHEN each.primary IS NULL THEN 1 END) AS unsure
  }
  LET fails =
    // <fails>
    CASE WHEN primaries > 1 THEN true WHEN seats < 2 OR primaries + unsure < 2 THEN false END
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id,
      evidence: {primaries: primaries, seats: seats}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'primaries_unknown'
  ELSE 'no_seats'
END AS not_assessed, unknown, failures
