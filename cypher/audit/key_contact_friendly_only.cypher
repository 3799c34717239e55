// Registered key contacts who are close to us, and do not back us in the long run: ours misread where they stand or what they need.
// access: read
// returns: many
// @version: 1
// @title: Key contact is friendly and does not back us
// @title_zh: 关键客户亲近但不支持我方
// @method: M6
// @severity: medium
// @scope: account
// @protects: Taking friendliness for backing.
// @protects_zh: 避免把友好当成支持。
// @remedy: Find out anew where they stand and what they need, from others as well, and assess them again.
// @remedy_zh: 重新了解其立场与需求，并向他人求证，再作评定。
// @counts: registered key contacts
// @counts_zh: 登记的关键客户
// @evidence: closeness {closeness}, support {support}, the newest first; last assessed {assessed}
// @evidence_zh: 亲密度{closeness}，支持度{support}，最新者在前；最近评定于{assessed}
// @none no_key_contacts: no key contact is registered | 没有登记关键客户
// @reason no_assessments: too little is assessed of how close they are to us and how far they back us | 亲密度与支持度评定不足
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $close_high: int -2..3 = playbook relationship.closeness.high_from; the lowest closeness that is high
// $support_low: int -3..2 = playbook relationship.support.low_to; the highest support that is low
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @registered_contacts(account)
  LET closeness = @relationship_levels(person, account, closeness), support = @relationship_levels(person, account, support)
  LET fails =
    // <fails>
    closeness[0].level >= $close_high AND support[0].level <= $support_low
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, evidence: {
      closeness: [word IN closeness | toString(word.level)], support: [word IN support | toString(word.level)],
      assessed: CASE WHEN closeness[0].assessed > support[0].assessed THEN closeness[0].assessed
        ELSE coalesce(support[0].assessed, closeness[0].assessed) END}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'no_assessments'
  ELSE 'no_key_contacts'
END AS not_assessed, unknown, failures
