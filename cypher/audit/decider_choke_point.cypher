// Decision makers to whom all ways of at most three steps run through one person.
// access: read
// returns: many
// @version: 2
// @title: All ways to a decision maker run through one person
// @title_zh: 通往决策者的路径全经过一人
// @method: M16
// @severity: medium
// @scope: account, opportunity
// @protects: One refusal that closes every way.
// @protects_zh: 避免一人拒绝便断绝所有路径。
// @remedy: Build a second way: another of those the decision maker listens to.
// @remedy_zh: 建立第二条路径：决策者信任的另一个人。
// @counts: decision makers
// @counts_zh: 决策者
// @evidence: all ways in at most 3 steps run through one person in {opportunity}
// @evidence_zh: {opportunity}中3步以内的路径全经过一人
// @suggestion: look after {through}, the only way to {contact}
// @suggestion_zh: 维护好{through}，这是通往{contact}的唯一途径
// @none no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @none no_decider: no decision maker is recorded | 没有记录决策者
// @reason no_way: no way to any decision maker is known | 没有通往任何决策者的已知路径
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// $rivals: ids of competitors' people on the day
// $first_steps: ids of people to whom one of ours leads in one hop of a way
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @deals(account)
  @deciders(opportunity)
  LET direct = @entered(person, ours_against)
  CALL (person, foes, ours_against, direct) {
    MATCH (person)-[first:TIE|REPORTS_TO|INFLUENCES]-(x:Person)
    WHERE NOT direct AND @passable(x, foes) AND @entered(x, ours_against) AND @hop(first, x, person)
    WITH DISTINCT x ORDER BY x.id LIMIT 2
    RETURN collect(x.id) AS near
  }
  CALL (person, foes, ours_against, direct, near) {
    MATCH (person)-[first:TIE|REPORTS_TO|INFLUENCES]-(x:Person)
    WHERE NOT direct AND size(near) < 2 AND NOT x.id IN near AND @passable(x, foes) AND @hop(first, x, person)
    MATCH (x)-[second:TIE|REPORTS_TO|INFLUENCES]-(y:Person)
    WHERE y <> person AND NOT y.id IN near AND @passable(y, foes) AND @entered(y, ours_against) AND @hop(second, y, x)
    RETURN collect(DISTINCT x.id) AS firsts, collect(DISTINCT y.id) AS seconds
  }
  LET through = CASE WHEN size(near) = 1 THEN near[0] WHEN size(firsts) = 1 THEN firsts[0] ELSE seconds[0] END
  LET fails =
    // <fails>
    CASE
      WHEN direct THEN false
      WHEN size(near) > 0 THEN size(near) = 1 AND size(firsts) = 0
      WHEN size(firsts) > 0 THEN size(firsts) = 1 OR size(seconds) = 1
    END
    // </fails>
  WITH * ORDER BY opportunity.id, person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, opportunity: opportunity.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, opportunity: opportunity.id, contact: person.id, through: through,
      evidence: {steps: CASE WHEN size(near) = 1 THEN 2 ELSE 3 END}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'no_way'
  WHEN NOT EXISTS { @deals(account) } THEN 'no_live_deal'
  ELSE 'no_decider'
END AS not_assessed, unknown, failures
