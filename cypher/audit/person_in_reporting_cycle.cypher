// People of an account who report, over others and dotted lines too, to themselves.
// access: read
// returns: many
// @version: 2
// @title: Reporting lines form a circle
// @title_zh: 汇报关系成环
// @method: M1
// @severity: low
// @scope: account
// @protects: Escalations that come back to where they began.
// @protects_zh: 避免升级问题绕一圈回到原点。
// @remedy: Ask who really reports to whom, and end the wrong line.
// @remedy_zh: 弄清真实的汇报关系，结束错误的一条。
// @counts: people with lines up and down
// @counts_zh: 有上下级的人员
// @evidence: a circle of {steps} lines, over {next}
// @evidence_zh: {steps}条汇报关系成环，经{next}
// @none no_lines: no reporting line is recorded | 没有记录汇报关系
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @people_of(account)
  // Most people have nobody below; only for the others is it worth a look at days.
  FILTER EXISTS { (person)<-[:REPORTS_TO]-() }
  WITH DISTINCT person
  FILTER EXISTS { (person)-[up:REPORTS_TO]->(manager:Person) WHERE @stands(up, manager) }
    AND EXISTS { (person)<-[down:REPORTS_TO]-(report:Person) WHERE @stands(down, report) }
  CALL (person) {
    OPTIONAL CALL (person) {
      MATCH (person)-[up:REPORTS_TO]->(manager:Person)
      WHERE @stands(up, manager)
      WITH DISTINCT person, manager
      MATCH SHORTEST 1 (manager)((:Person)-[line:REPORTS_TO]->(above:Person) WHERE @stands(line, above)){0,}(person)
      RETURN size(line) + 1 AS steps, manager.id AS next ORDER BY steps, next LIMIT 1
    }
    RETURN steps, next
  }
  LET fails =
    // <fails>
    steps IS NOT NULL
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id,
      evidence: {steps: steps, next: next}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > 0 THEN null
  ELSE 'no_lines'
END AS not_assessed, unknown, failures
