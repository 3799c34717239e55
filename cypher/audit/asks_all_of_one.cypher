// Accounts where all that ours asked lately was asked of one person, though ours know people of three layers there.
// access: read
// returns: many
// @version: 1
// @title: All asks go to one person
// @title_zh: 诉求全部集中于一人
// @method: M7, M15
// @severity: low
// @scope: account
// @protects: Spending one person's credit while that of others lies idle.
// @protects_zh: 避免只消耗一人的信用，而其他人的闲置。
// @remedy: Ask the next thing of another layer that we know.
// @remedy_zh: 下一项诉求改向我方已认识的另一层级提出。
// @counts: accounts with asks
// @counts_zh: 有诉求的客户
// @evidence: {asks} asks in {window} days, all of {only}; we know {layers} layers there
// @evidence_zh: {window}天内{asks}项诉求全部向{only}提出；我方认识{layers}个层级
// @none few_asks: fewer asks are recorded than can be spread | 记录的诉求过少，无须分散
// @reason layers_unknown: the layers of those whom we know there are unknown | 我方所识之人的层级未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// $known: ids of the accounts' people to whom one of ours has a tie, an influence or a line
// $window_days: int 1..3650 = playbook asks.balance_days; asks that were made in so many days are looked at
// $least_asks: int 2..1000 = 3; fewer asks need not be spread
// $least_layers: int 2..9 = 3; where we know so many layers, asks can be spread
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @contacts_at(account)
  MATCH (our:Person)-[ask:ASKS]->(person)
  WHERE our.id IN $ours AND our <> person AND @begun(ask)
    // Asks of unknown day that are closed are of unknown age.
    AND (ask.valid_from >= $as_of - duration({days: $window_days}) OR @holds(ask))
  RETURN count(DISTINCT ask.id) AS asks, collect(DISTINCT person.id) AS asked
}
CALL (account) {
  @known_there(account)
  WITH DISTINCT person
  LET layer = @layer_of(person)
  RETURN count(DISTINCT layer) AS layers, count(CASE WHEN layer IS NULL THEN 1 END) AS unsure
}
LET population = CASE WHEN asks >= $least_asks THEN 1 ELSE 0 END
LET fails =
  // <fails>
  CASE WHEN size(asked) > 1 OR layers + unsure < $least_layers THEN false WHEN layers >= $least_layers THEN true END
  // </fails>
RETURN account.id AS account, population, CASE
  WHEN population > 0 AND fails IS NOT NULL THEN null
  WHEN population > 0 THEN 'layers_unknown'
  ELSE 'few_asks'
END AS not_assessed,
  CASE WHEN population > 0 AND fails IS NULL THEN [{kind: 'organization', id: account.id}] ELSE [] END AS unknown,
  CASE WHEN population > 0 AND fails
    THEN [{kind: 'organization', id: account.id, evidence: {asks: asks, window: $window_days, only: asked[0], layers: layers}}] ELSE [] END AS failures
