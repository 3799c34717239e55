// Units with people in them, none of whom, in the unit or below it, any of ours knows; the uppermost such units.
// access: read
// returns: many
// @version: 2
// @title: Unit in which we know nobody
// @title_zh: 无任何联系的部门
// @method: M10
// @severity: low
// @scope: account
// @protects: Surprises from a department that nobody talks to.
// @protects_zh: 避免来自无人往来部门的意外。
// @remedy: Give the unit a contact plan: whom do we need to know there?
// @remedy_zh: 为该部门制定接触计划：需要认识谁？
// @counts: units
// @counts_zh: 部门
// @evidence: {ties} of ours know anybody there
// @evidence_zh: 我方{ties}人认识其中的人
// @none no_units: no unit with people is recorded | 没有记录有人员的部门
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// $known: ids of the accounts' people to whom one of ours has a tie, an influence or a line
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @known_there(account)
  WITH DISTINCT place
  // A tie into a unit counts for the units above it.
  MATCH (place)-[:PART_OF]->{0,50}(unit:Unit)
  RETURN collect(DISTINCT unit) AS touched
}
CALL (account, touched) {
  @peopled_units(account)
  LET parent = head([(unit)-[:PART_OF]->(above) WHERE above IN units | above])
  LET fails =
    // <fails>
    NOT unit IN touched AND (parent IS NULL OR parent IN touched)
    // </fails>
  WITH * ORDER BY unit.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'unit', id: unit.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'unit', id: unit.id,
      evidence: {ties: 0}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > 0 THEN null
  ELSE 'no_units'
END AS not_assessed, unknown, failures
