// Facts that plans rest on of which nobody says who told us: roles and assessments on live maps, entries of key contacts and
// owners, and ties to us.
// access: read
// returns: many
// @version: 2
// @title: Fact without source
// @title_zh: 事实没有来源
// @method: M1, M20
// @severity: low
// @scope: account, opportunity
// @protects: Decisions on hearsay that cannot be checked.
// @protects_zh: 避免依据无法核实的传闻做决定。
// @remedy: Record who told us, or record the fact anew from whoever knows.
// @remedy_zh: 记录消息来源，或向知情人重新核实后记录。
// @counts: roles, assessments, key contact entries, owners and ties to us
// @counts_zh: 角色、评估、关键客户登记、责任人与我方联系
// @evidence: {fact} ({about}), source ?
// @evidence_zh: {fact}（{about}），来源 ?
// @none no_facts: no such fact is recorded | 没有记录此类事实
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones and all that is of the account as a whole
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
  CALL (account) {
    @deals(account)
    MATCH (opportunity)<-[part:HAS_ROLE|HAS_SUPPORT]-(person:Person)
    WHERE @stands(part, person)
    RETURN person, part, opportunity.id AS deal, opportunity.id AS about, coalesce('role ' + part.role, 'support') AS fact
    UNION
    // All else is of the account as a whole, deals or not.
    MATCH (account)<-[part:KEY_CONTACT_OF]-(person:Person)
    WHERE $opportunity IS NULL AND @stands(part, person)
    RETURN person, part, null AS deal, account.id AS about, 'key contact' AS fact
    UNION
    WITH account FILTER $opportunity IS NULL
    @people_of(account)
    MATCH (person)<-[part:OWNS]-(owner:Person)
    WHERE @stands(part, owner)
    RETURN person, part, null AS deal, owner.id AS about, 'owner ' + part.role AS fact
    UNION
    WITH account FILTER $opportunity IS NULL
    @known_there(account)
    RETURN person, tie AS part, null AS deal, our.id AS about, 'tie' AS fact
  }
  LET fails =
    // <fails>
    part.source IS NULL
    // </fails>
  WITH * ORDER BY deal, person.id, part.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, opportunity: deal, other: part.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, opportunity: deal, other: part.id,
      evidence: {fact: fact, about: about}} END) AS failures
}
RETURN account.id AS account, population, CASE WHEN population = 0 THEN 'no_facts' END AS not_assessed, unknown, failures
