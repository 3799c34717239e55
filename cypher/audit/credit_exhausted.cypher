// People of an account of whom ours ask more at a time than their credit bears. An ask of unknown weight is as light as the lightest and as heavy as the heaviest: who fails either way fails.
// access: read
// returns: many
// @version: 1
// @title: Credit with a contact exhausted
// @title_zh: 对联系人的信用已耗尽
// @method: M15
// @severity: medium
// @scope: account
// @protects: A contact who stops answering.
// @protects_zh: 避免联系人不再回应。
// @remedy: Give something first, close what is done, and spread the asks over others.
// @remedy_zh: 先有所付出，关闭已了的诉求，其余分散给他人。
// @counts: people who are asked something
// @counts_zh: 有未了诉求的联系人
// @evidence: {asks} open asks, {points} points at least; {most} are bearable
// @evidence_zh: {asks}项未了诉求，至少{points}点，上限{most}点
// @none no_open_ask: no open ask of ours is recorded | 没有记录我方未了的诉求
// @reason unknown_weights: the weights of the asks are unknown | 诉求的轻重未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// $points: part = playbook asks.points; how much an ask takes of the credit
// $most_open_points: int 1..1000 = playbook asks.most_open_points; more points of open asks exhaust the credit
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @asks_of(account)
  WITH person, count(DISTINCT ask) AS asks, sum(coalesce($points[ask.weight], $points.light)) AS least,
    sum(coalesce($points[ask.weight], $points.heavy)) AS most
  LET fails =
    // <fails>
    CASE WHEN least > $most_open_points THEN true WHEN most <= $most_open_points THEN false END
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id,
      evidence: {asks: asks, points: least, most: $most_open_points}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'unknown_weights'
  ELSE 'no_open_ask'
END AS not_assessed, unknown, failures
