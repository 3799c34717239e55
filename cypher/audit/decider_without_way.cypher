// Decision makers to whom no way of at most three steps leads from ours, around opponents and people who decline.
// access: read
// returns: many
// @version: 1
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
// @reason no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @reason no_decider: no decision maker is recorded | 没有记录决策者
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// $known_anywhere: ids of people to whom one of ours has a tie, an influence or a line
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  // <deals>
  MATCH (account)<-[:FOR]-(opportunity:Opportunity)
  WHERE CASE WHEN $opportunity IS NULL
    THEN coalesce(opportunity.valid_from, $as_of) <= $as_of AND coalesce(opportunity.valid_to > $as_of, true)
    ELSE opportunity.id = $opportunity END
  // </deals>
  // <deciders>
  MATCH (opportunity)<-[part:HAS_ROLE]-(person:Person)
  WHERE part.role = 'D' AND coalesce(part.valid_from, $as_of) <= $as_of AND coalesce(part.valid_to > $as_of, true)
  WITH DISTINCT opportunity, person
  LET foes = COLLECT {
    MATCH (opportunity)<-[stance:HAS_SUPPORT]-(foe:Person)
    WHERE stance.level < 0 AND coalesce(stance.valid_from, $as_of) <= $as_of AND coalesce(stance.valid_to > $as_of, true)
    RETURN foe.id
  }
  // </deciders>
  OPTIONAL CALL (person, foes) {
    CALL (person, foes) {
      // Ours know them: one step.
      UNWIND CASE WHEN person.id IN $known_anywhere THEN [1] ELSE [] END AS steps
      RETURN steps
      UNION ALL
      MATCH (person)-[first:TIE|REPORTS_TO|INFLUENCES]-(x:Person)
      WHERE NOT x.id IN $ours AND NOT x.id IN foes AND NOT coalesce(x.declines_introductions, false) AND x.id IN $known_anywhere AND coalesce(first.valid_from, $as_of) <= $as_of AND coalesce(first.valid_to > $as_of, true) AND coalesce(first.strength, first.weight, 1.0) > 0
        AND (type(first) <> 'INFLUENCES' OR startNode(first) = x)
      RETURN 2 AS steps
      UNION ALL
      MATCH (person)-[first:TIE|REPORTS_TO|INFLUENCES]-(x:Person)
      WHERE NOT x.id IN $ours AND NOT x.id IN foes AND NOT coalesce(x.declines_introductions, false) AND coalesce(first.valid_from, $as_of) <= $as_of AND coalesce(first.valid_to > $as_of, true) AND coalesce(first.strength, first.weight, 1.0) > 0
        AND (type(first) <> 'INFLUENCES' OR startNode(first) = x)
      MATCH (x)-[second:TIE|REPORTS_TO|INFLUENCES]-(y:Person)
      WHERE y <> person AND NOT y.id IN $ours AND NOT y.id IN foes AND NOT coalesce(y.declines_introductions, false) AND y.id IN $known_anywhere
        AND coalesce(second.valid_from, $as_of) <= $as_of AND coalesce(second.valid_to > $as_of, true) AND coalesce(second.strength, second.weight, 1.0) > 0
        AND (type(second) <> 'INFLUENCES' OR startNode(second) = y)
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
  WHEN NOT EXISTS {
    // <deals>
    MATCH (account)<-[:FOR]-(opportunity:Opportunity)
    WHERE CASE WHEN $opportunity IS NULL
      THEN coalesce(opportunity.valid_from, $as_of) <= $as_of AND coalesce(opportunity.valid_to > $as_of, true)
      ELSE opportunity.id = $opportunity END
    // </deals>
  } THEN 'no_live_deal'
  ELSE 'no_decider'
END AS not_assessed, unknown, failures
