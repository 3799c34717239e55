// Decision makers to whom all ways of at most three steps run through one person.
// access: read
// returns: many
// @version: 1
// @title: All ways to a decision maker run through one person
// @title_zh: 通往决策者的路径全经过一人
// @method: M16
// @severity: medium
// @scope: account, opportunity
// @protects: One refusal that closes every way.
// @protects_zh: 避免一人拒绝便断绝所有路径。
// @remedy: Build a second way: another of those the decision maker listens to.
// @remedy_zh: 建立第二条路径：决策者信任的另一个人。
// @counts: decision makers with a way
// @counts_zh: 有路径的决策者
// @evidence: all ways in at most 3 steps run through one person in {opportunity}
// @evidence_zh: {opportunity}中3步以内的路径全经过一人
// @suggestion: look after {through}, the only way to {contact}
// @suggestion_zh: 维护好{through}，这是通往{contact}的唯一途径
// @reason no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @reason no_way: no way to any decision maker is known | 没有通往任何决策者的已知路径
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
  LET direct = person.id IN $known_anywhere
  CALL (person, foes, direct) {
      MATCH (person)-[first:TIE|REPORTS_TO|INFLUENCES]-(x:Person)
      WHERE NOT x.id IN $ours AND NOT x.id IN foes AND NOT coalesce(x.declines_introductions, false) AND x.id IN $known_anywhere AND coalesce(first.valid_from, $as_of) <= $as_of AND coalesce(first.valid_to > $as_of, true) AND coalesce(first.strength, first.weight, 1.0) > 0
        AND (type(first) <> 'INFLUENCES' OR startNode(first) = x)
        AND NOT direct
      WITH DISTINCT x LIMIT 2
      RETURN collect(x.id) AS near
  }
  CALL (person, foes, direct, near) {
      MATCH (person)-[first:TIE|REPORTS_TO|INFLUENCES]-(x:Person)
      WHERE NOT direct AND size(near) < 2 AND NOT x.id IN near AND NOT x.id IN $ours AND NOT x.id IN foes AND NOT coalesce(x.declines_introductions, false) AND coalesce(first.valid_from, $as_of) <= $as_of AND coalesce(first.valid_to > $as_of, true) AND coalesce(first.strength, first.weight, 1.0) > 0
        AND (type(first) <> 'INFLUENCES' OR startNode(first) = x)
      MATCH (x)-[second:TIE|REPORTS_TO|INFLUENCES]-(y:Person)
      WHERE y <> person AND NOT y.id IN near AND NOT y.id IN $ours AND NOT y.id IN foes AND NOT coalesce(y.declines_introductions, false) AND y.id IN $known_anywhere
        AND coalesce(second.valid_from, $as_of) <= $as_of AND coalesce(second.valid_to > $as_of, true) AND coalesce(second.strength, second.weight, 1.0) > 0
        AND (type(second) <> 'INFLUENCES' OR startNode(second) = y)
      RETURN collect(DISTINCT x.id) AS firsts, collect(DISTINCT y.id) AS seconds
  }
  FILTER direct OR size(near) > 0 OR size(firsts) > 0
  LET through = CASE WHEN size(near) = 1 THEN near[0] WHEN size(firsts) = 1 THEN firsts[0] ELSE seconds[0] END
  LET fails =
    // <fails>
    NOT direct AND CASE size(near) WHEN 0 THEN size(firsts) = 1 OR size(seconds) = 1 WHEN 1 THEN size(firsts) = 0 ELSE false END
    // </fails>
  WITH * ORDER BY opportunity.id, person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, opportunity: opportunity.id, other: through} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, opportunity: opportunity.id, other: through, contact: person.id, through: through,
      evidence: {steps: CASE WHEN size(near) = 1 THEN 2 ELSE 3 END}} END) AS failures
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
  ELSE 'no_way'
END AS not_assessed, unknown, failures
