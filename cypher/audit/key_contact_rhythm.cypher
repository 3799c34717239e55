// Key contacts and people with a key role whom ours met in no key action for longer than the rhythm of their layer allows, by the tier of the account.
// access: read
// returns: many
// @version: 2
// @title: No key action with a key person in time
// @title_zh: 关键动作未按节奏开展
// @method: M11, M14, M21
// @severity: medium
// @scope: account, opportunity
// @protects: Calls and mails that stand in for the meetings that a relationship lives from.
// @protects_zh: 避免以电话邮件代替关系赖以维系的会面。
// @remedy: Plan the next key action with them: a visit, an exchange, a company visit, an expo or a summit.
// @remedy_zh: 安排下一次关键动作：拜访、业务交流、公司参观、展会论坛或高层峰会。
// @counts: key contacts
// @counts_zh: 关键客户
// @evidence: layer {layer}, tier {tier} ({tier_from}): a key action every {cadence} days is due, the last one was {last_action}
// @evidence_zh: 层级{layer}，客户级别{tier_zh}（{tier_from_zh}）：应每{cadence}天一次关键动作，最近一次{last_action}
// @none no_key_contacts: no key contact and no key role is recorded | 没有记录关键客户和关键角色
// @reason no_interactions: no interaction with the account is recorded | 没有记录与该客户的任何活动
// @reason layers_unknown: the layers of their seats are unknown | 其职位层级未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// $executive_layer: int 1..98 = playbook layers.executive; the lowest layer that is executive
// $senior_layer: int 2..99 = playbook layers.senior; the lowest layer that is senior; those below are working level
// $cadence_days: part = playbook rhythm.cadence_days; most days between two key actions, by tier and class of layer
// $tier_when_unknown: part = playbook rhythm.tier_when_unknown; by which tier an account is measured that nobody has assessed
// $key_actions: list = playbook interactions where key_action; kinds of interaction that are key actions
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  // Where nothing at all is recorded, nobody can say that nothing was done.
  RETURN EXISTS { @interactions_of(account) } OR EXISTS {
    @people_of(account)
    MATCH (person)-[:TOOK_PART]->(met:Interaction)
    WHERE @holds(met)
  } AS recorded
}
LET assessed = @account_tier(account), tiers = {strategic: '战略伙伴', partner: '伙伴', ordinary: '普通'}
LET tier = coalesce(assessed, $tier_when_unknown), tier_from = CASE WHEN assessed IS NULL THEN 'playbook' ELSE 'assessed' END
CALL (account, recorded, tier, tiers, tier_from) {
  @key_people(account)
  LET layer = @layer_of(person)
  LET cadence = $cadence_days[tier][@layer_class(layer)]
  CALL (person) {
    @met_ours(person)
    FILTER interaction.kind IN $key_actions
    RETURN max(interaction.valid_from) AS last_action
  }
  LET fails =
    // <fails>
    CASE WHEN recorded AND cadence IS NOT NULL THEN coalesce(last_action < $as_of - duration({days: cadence}), true) END
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, contact: person.id,
      evidence: {roles: roles, layer: layer, tier: tier, tier_zh: tiers[tier], tier_from: tier_from,
        tier_from_zh: CASE tier_from WHEN 'assessed' THEN '已评定' ELSE '手册默认' END,
        cadence: cadence, last_action: last_action}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population = 0 THEN 'no_key_contacts'
  WHEN NOT recorded THEN 'no_interactions'
  ELSE 'layers_unknown'
END AS not_assessed, unknown, failures
