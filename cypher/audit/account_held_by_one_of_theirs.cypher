// Accounts in which all our ties lead to one of their people.
// access: read
// returns: many
// @version: 1
// @title: We know only one of their people
// @title_zh: 仅认识该客户一人
// @method: M7
// @severity: medium
// @scope: account
// @protects: Losing an account when one contact moves on.
// @protects_zh: 避免因一名联系人调离而失去客户。
// @remedy: Ask that person for introductions to neighbouring departments.
// @remedy_zh: 请该联系人引荐相邻部门的人。
// @counts: accounts
// @counts_zh: 客户
// @evidence: {ours} of ours know {theirs} of theirs, over {only}
// @evidence_zh: 我方{ours}人认识对方{theirs}人，唯一为{only}
// @reason no_ties: no tie of ours is recorded | 没有记录我方任何联系
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// $known: ids of people to whom one of ours has a tie, an influence or a line
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  // <known_there>
  CALL (account) {
    RETURN account AS place
    UNION ALL
    MATCH (account)<-[:BELONGS_TO]-(place:Unit) RETURN place
  }
  MATCH (place)<-[seat:HOLDS]-(person:Person)
  WHERE person.id IN $known AND coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
  MATCH (person)-[tie:TIE]-(our:Person)
  WHERE our.id IN $ours AND coalesce(tie.valid_from, $as_of) <= $as_of AND coalesce(tie.valid_to > $as_of, true)
  // </known_there>
  RETURN collect(DISTINCT our.id) AS ours, collect(DISTINCT person.id) AS theirs
}
LET fails =
  // <fails>
  size(theirs) = 1
  // </fails>
LET judged = size(theirs) > 0
RETURN account.id AS account, CASE WHEN judged THEN 1 ELSE 0 END AS population,
  CASE WHEN judged THEN null ELSE 'no_ties' END AS not_assessed, [] AS unknown,
  CASE WHEN judged AND fails THEN [{kind: 'organization', id: account.id,
    evidence: {ours: size(ours), theirs: size(theirs), only: theirs[0]}}] ELSE [] END AS failures
