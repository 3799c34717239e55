// Meetings with an account of which nobody has recorded what came of them, or what is to follow. None is unknown: what
// nobody has recorded is what fails.
// access: read
// returns: many
// @version: 1
// @title: Meeting without outcome or next step
// @title_zh: 会面未记录结果或下一步
// @method: M14, M21
// @severity: low
// @scope: account
// @protects: Meetings after which nobody knows what was agreed.
// @protects_zh: 避免会面之后无人知晓达成了什么。
// @remedy: Ask who was there what came of it and what is to follow, and write it down.
// @remedy_zh: 询问到场人员会面结果和下一步，并记录下来。
// @counts: meetings
// @counts_zh: 会面
// @evidence: {meeting} on {day}: outcome {outcome}, next step {next_step}
// @evidence_zh: {day}的{meeting}：结果{outcome}，下一步{next_step}
// @none no_meetings: no meeting that is old enough, and not too old, is recorded | 没有记录应评估时段内的会面
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $meetings: list = playbook interactions where weight_class = meeting; kinds of interaction that are meetings
// $outcome_days: int 1..3650 = playbook rhythm.outcome_days; by so many days after a meeting it is written down
// $look_back_days: int 1..3650 = 90; what came of older meetings nobody remembers, and they are not looked at
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @interactions_of(account)
  FILTER interaction.kind IN $meetings
    AND interaction.valid_from >= $as_of - duration({days: $look_back_days})
    AND interaction.valid_from < $as_of - duration({days: $outcome_days})
    // To which nobody came was none.
    AND (NOT EXISTS { (interaction)<-[missed:TOOK_PART]-() WHERE missed.came = false }
      OR EXISTS { (interaction)<-[came:TOOK_PART]-() WHERE coalesce(came.came, true) })
  LET fails =
    // <fails>
    interaction.outcome IS NULL OR interaction.next_step IS NULL
    // </fails>
  WITH * ORDER BY interaction.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails THEN {kind: 'organization', id: account.id, other: interaction.id,
      evidence: {meeting: interaction.kind, day: interaction.valid_from,
        outcome: CASE WHEN interaction.outcome IS NOT NULL THEN '✓' END,
        next_step: CASE WHEN interaction.next_step IS NOT NULL THEN '✓' END}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > 0 THEN null
  ELSE 'no_meetings'
END AS not_assessed, [] AS unknown, failures
