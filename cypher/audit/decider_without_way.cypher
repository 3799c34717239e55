// Decision makers to whom no way of at most three steps leads from ours, around opponents and people who decline.
// access: read
// returns: many
// @version: 2
// @title: No way to a decision maker
// @title_zh: 没有通往决策者的路径
// @method: M16
// @severity: high
// @scope: account, opportunity
// @protects: A deal whose decision we cannot reach.
// @protects_zh: 避免无法触及项目的决定。
// @remedy: Work from the base upwards: build ties to those the decision maker listens to.
// @remedy_zh: 自下而上：与决策者信任的人建立联系。
// @counts: decision makers
// @counts_zh: 决策者
// @evidence: no way in at most 3 steps; {opponents} opponents in {opportunity}
// @evidence_zh: 3步以内无路径；{opportunity}中有{opponents}名反对者
// @none no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @none no_decider: no decision maker is recorded | 没有记录决策者
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
  OPTIONAL CALL (person, foes, ours_against) {
    CALL (person, foes, ours_against) {
      WITH person, foes, ours_against WHERE @entered(person, ours_against)
      RETURN 1 AS steps
      UNION ALL
      MATCH (person)-[first:TIE|REPORTS_TO|INFLUENCES]-(x:Person)
      WHERE @passable(x, foes) AND @entered(x, ours_against) AND @hop(first, x, person)
      RETURN 2 AS steps
      UNION ALL
      MATCH (person)-[first:TIE|REPORTS_TO|INFLUENCES]-(x:Person)
      WHERE @passable(x, foes) AND @hop(first, x, person)
      MATCH (x)-[second:TIE|REPORTS_TO|INFLUENCES]-(y:Person)
      WHERE y <> person AND @passable(y, foes) AND @entered(y, ours_against) AND @hop(second, y, x)
      RETURN 3 AS steps
    }
    RETURN steps LIMIT 1
  }
  LET fails =
    // <fails>
    steps IS NULL
    // </fails>
  WITH * ORDER BY opportunity.id, person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, opportunity: opportunity.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, opportunity: opportunity.id,
      evidence: {opponents: size(foes)}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > 0 THEN null
  WHEN NOT EXISTS { @deals(account) } THEN 'no_live_deal'
  ELSE 'no_decider'
END AS not_assessed, unknown, failures
