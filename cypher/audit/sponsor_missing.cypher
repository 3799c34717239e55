// Registered key contacts of class S whom nobody of ours sponsors: there is no regular dialogue at the top, and nobody for escalations.
// access: read
// returns: many
// @version: 1
// @title: Key contact without sponsor
// @title_zh: S级关键客户无赞助人
// @method: M8
// @severity: medium
// @scope: account
// @protects: Escalations that meet a stranger at the top.
// @protects_zh: 避免升级问题时高层之间互不相识。
// @remedy: Name a senior of ours who fits in rank and line of business, with a purpose and a cadence.
// @remedy_zh: 指定层级与条线相当的我方高管为赞助人，明确目的与频次。
// @counts: registered key contacts of class S, or of unknown class
// @counts_zh: 登记的S级及等级未知的关键客户
// @evidence: class S, {sponsors} sponsors who are with us
// @evidence_zh: S级，在任赞助人{sponsors}名
// @none no_key_contacts: no key contact of class S is registered | 没有登记S级关键客户
// @reason classes_unknown: how much their seats weigh is unknown | 职位等级未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @registered_contacts(account)
  LET class = @position_class(person, account)
  FILTER coalesce(class = 'S', true)
  LET sponsors = @sponsors_with_us(person, account)
  LET fails =
    // <fails>
    CASE WHEN class = 'S' THEN sponsors = 0 END
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, evidence: {sponsors: sponsors}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'classes_unknown'
  ELSE 'no_key_contacts'
END AS not_assessed, unknown, failures
