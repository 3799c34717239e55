// Key contacts and people with a key role all of whose contact in the last year went through one of ours.
// access: read
// returns: many
// @version: 1
// @title: All contact with a key person through one of us
// @title_zh: 与关键客户的接触全靠我方一人
// @method: M7, M14
// @severity: medium
// @scope: account, opportunity
// @protects: A relationship that is shared on paper and held by one.
// @protects_zh: 避免关系名义上共有、实际系于一人。
// @remedy: Take a colleague of another layer along to the next meeting.
// @remedy_zh: 下次会面时带上另一层级的同事。
// @counts: key contacts
// @counts_zh: 关键客户
// @evidence: {times} interactions in {window} days, all through one
// @evidence_zh: {window}天内{times}次活动，全由一人参加
// @suggestion: {through} can bring a second of ours to {contact}
// @suggestion_zh: 可请{through}引荐我方第二人认识{contact}
// @none no_key_contacts: no key contact and no key role is recorded | 没有记录关键客户和关键角色
// @reason too_few: too few interactions with them are recorded | 与其的活动记录过少
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// $window_days: int 1..3650 = 365; contacts of so many days are looked at
// $least_interactions: int 1..1000 = 4; of fewer interactions nobody can say that they all go through one
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @key_people(account)
  CALL (person) {
    @contacts(person)
    FILTER day >= $as_of - duration({days: $window_days})
    RETURN count(DISTINCT interaction) AS times, collect(DISTINCT our.id) AS holders
  }
  LET fails =
    // <fails>
    CASE WHEN size(holders) > 1 THEN false WHEN times >= $least_interactions THEN true END
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, contact: person.id, through: holders[0],
      evidence: {roles: roles, times: times, window: $window_days}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'too_few'
  ELSE 'no_key_contacts'
END AS not_assessed, unknown, failures
