// Open asks of ours that weigh more than the layer of whom they are asked bears.
// access: read
// returns: many
// @version: 1
// @title: Ask too heavy for the layer
// @title_zh: 诉求超出对方层级的承受力
// @method: M15
// @severity: medium
// @scope: account
// @protects: Asking somebody for what is not theirs to give.
// @protects_zh: 避免向对方提出其无权给予的诉求。
// @remedy: Ask it of a layer above, or ask them for less.
// @remedy_zh: 改向更高层级提出，或降低诉求。
// @counts: open asks
// @counts_zh: 未了的诉求
// @evidence: {about}: {points} points, layer {layer} bears {most}
// @evidence_zh: {about}：{points}点，层级{layer}可承受{most}点
// @none no_open_ask: no open ask of ours is recorded | 没有记录我方未了的诉求
// @reason unknown_weights: the weights of the asks, or the layers of whom they are asked, are unknown | 诉求的轻重或对方的层级未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// $executive_layer: int 1..98 = playbook layers.executive; the lowest layer that is executive
// $senior_layer: int 2..99 = playbook layers.senior; the lowest layer that is senior; those below are working level
// $heaviest: part = playbook asks.heaviest; the heaviest ask that a layer bears
// $points: part = playbook asks.points; how much an ask takes of the credit
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @asks_of(account)
  LET layer = @layer_of(person), weights = ['light', 'normal', 'heavy']
  LET most = $heaviest[@layer_class(layer)]
  LET fails =
    // <fails>
    CASE WHEN ask.weight IS NOT NULL AND most IS NOT NULL
      THEN coll.indexOf(weights, ask.weight) > coll.indexOf(weights, most) END
    // </fails>
  WITH * ORDER BY person.id, ask.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, other: ask.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, other: ask.id,
      evidence: {about: ask.about, points: $points[ask.weight], layer: layer, most: $points[most], asker: our.id}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'unknown_weights'
  ELSE 'no_open_ask'
END AS not_assessed, unknown, failures
