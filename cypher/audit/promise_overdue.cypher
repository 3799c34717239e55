// Promises of ours to people of an account that are open after the day due.
// access: read
// returns: many
// @version: 1
// @title: Promise of ours overdue
// @title_zh: 我方承诺逾期
// @method: M15
// @severity: high
// @scope: account
// @protects: Trust that an open promise destroys.
// @protects_zh: 避免未兑现的承诺毁掉信任。
// @remedy: Keep it today, or tell them today by when you will.
// @remedy_zh: 今天兑现，或今天告知对方何时兑现。
// @counts: open promises
// @counts_zh: 未了的承诺
// @evidence: {promise}, due {due}, promised by {promiser}
// @evidence_zh: {promise}，应于{due}兑现，承诺人{promiser}
// @suggestion: {through} promised it to {contact}
// @suggestion_zh: 承诺由{through}向{contact}作出
// @none no_promise: no open promise of ours is recorded | 没有记录我方未了的承诺
// @reason no_due_day: no open promise has a day due | 未了的承诺均未注明期限
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// $grace_days: int 0..3650 = playbook commitments.grace_days; so many days after the day due it may still be kept
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @promises(account)
  FILTER @holds(promise)
  LET fails =
    // <fails>
    promise.due < $as_of - duration({days: $grace_days})
    // </fails>
  WITH * ORDER BY person.id, promise_id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, other: promise_id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, other: promise_id, contact: person.id,
      through: CASE WHEN promiser.id IN $ours THEN promiser.id END,
      evidence: {promise: promise.promise, due: promise.due, promiser: promiser.id}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'no_due_day'
  ELSE 'no_promise'
END AS not_assessed, unknown, failures
