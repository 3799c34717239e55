// Promises of ours to people of an account that were closed as broken, without a word, or that are open so long after the day due that they are as good as broken.
// access: read
// returns: many
// @version: 1
// @title: Promise broken without a word
// @title_zh: 失信且未作说明
// @method: M15
// @severity: high
// @scope: account
// @protects: Being the ones whose word counts for nothing.
// @protects_zh: 避免落下言而无信的名声。
// @remedy: Say a word: what went wrong, and what you will do instead; then close it as dropped, or promise anew.
// @remedy_zh: 向对方说明原因和补救办法，再按放弃关闭，或重新承诺。
// @counts: promises
// @counts_zh: 承诺
// @evidence: {promise}, promised by {promiser}, due {due}, closed {closed_on}
// @evidence_zh: {promise}，承诺人{promiser}，期限{due}，关闭于{closed_on}
// @suggestion: {through} promised it to {contact}
// @suggestion_zh: 承诺由{through}向{contact}作出
// @none no_promise: no promise of ours is recorded that is open or was closed lately | 没有记录我方未了或近期关闭的承诺
// @reason ends_unknown: of no promise is known how it ended, or when it is due | 承诺的结果或期限均未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// $broken_days: int 1..3650 = 90; an open promise so many days after the day due is as good as broken
// $look_back_days: int 1..3650 = 365; promises that were closed longer ago are not looked at
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @promises(account)
  LET open = @holds(promise)
  FILTER open OR promise.valid_to >= $as_of - duration({days: $look_back_days})
  LET fails =
    // <fails>
    CASE WHEN open THEN promise.due < $as_of - duration({days: $broken_days}) ELSE promise.closed = 'broken' END
    // </fails>
  WITH * ORDER BY person.id, promise_id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, other: promise_id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, other: promise_id, contact: person.id,
      through: CASE WHEN promiser.id IN $ours THEN promiser.id END,
      evidence: {promise: promise.promise, due: promise.due, promiser: promiser.id,
        closed_on: CASE WHEN NOT open THEN promise.valid_to END}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'ends_unknown'
  ELSE 'no_promise'
END AS not_assessed, unknown, failures
