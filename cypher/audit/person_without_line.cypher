// People of an account below the top without a reporting line.
// access: read
// returns: many
// @version: 2
// @title: No reporting line
// @title_zh: 没有汇报关系
// @method: M1
// @severity: low
// @scope: account
// @protects: Chains of decision that end in the air.
// @protects_zh: 避免决策链条中断。
// @remedy: Find out whom they report to, and record the line.
// @remedy_zh: 弄清其汇报对象，并记录。
// @counts: people
// @counts_zh: 人员
// @evidence: layer {layer}, {below} report to them
// @evidence_zh: 第{layer}层，{below}人向其汇报
// @none no_seats: nobody's seat is recorded | 没有记录任何任职
// @reason layers_unknown: nobody has a line today, nor a known layer | 目前无人有汇报关系，也无人有已知层级
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
  WITH person, min(seat.layer) AS layer
  LET has_line = EXISTS {
    (person)-[line:REPORTS_TO]->(manager:Person)
    WHERE @stands(line, manager)
  }
  LET below = CASE WHEN layer > 1 AND NOT has_line THEN COUNT {
    MATCH (person)<-[line:REPORTS_TO]-(report:Person)
    WHERE @stands(line, report)
    RETURN DISTINCT report
  } END
  LET fails =
    // <fails>
    CASE WHEN has_line OR layer = 1 THEN false WHEN layer > 1 THEN true END
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id,
      evidence: {layer: layer, below: below}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'layers_unknown'
  ELSE 'no_seats'
END AS not_assessed, unknown, failures
