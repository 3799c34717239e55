// Key contacts and people with a key role who have fallen silent towards one of ours, for the rhythm that the two had (docs/strength.md).
// access: read
// returns: many
// @version: 1
// @title: Silent against the rhythm of the two
// @title_zh: 相对平常节奏已沉默
// @method: M14
// @severity: medium
// @scope: account, opportunity
// @protects: A relationship that ends without anybody noticing.
// @protects_zh: 避免关系在无人察觉中结束。
// @remedy: Ask what has changed, there or with us, and write to them today.
// @remedy_zh: 了解对方或我方发生了什么变化，今天就联系。
// @counts: pairs of ours and key contacts in touch in the last year
// @counts_zh: 近一年有接触的双方人员
// @evidence: last contact with {our} {last_contact}, otherwise every {usual_gap} days
// @evidence_zh: 与{our}最近接触{last_contact}，平常每{usual_gap}天一次
// @suggestion: {through} was in touch with {contact} until then
// @suggestion_zh: {through}此前与{contact}保持接触
// @none no_key_contacts: no key contact and no key role is recorded | 没有记录关键客户和关键角色
// @none no_contact: no contact of ours with them is recorded of that time | 该时段内没有记录我方与其的接触
// @reason no_rhythm: too little contact is recorded to tell what is usual | 接触记录过少，无从判断平常节奏
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// $meetings: list = playbook interactions where weight_class = meeting; kinds of interaction that are meetings
// $events: list = playbook interactions where weight_class = event; kinds of interaction that are events
// $calls: list = playbook interactions where weight_class = call; kinds of interaction that are calls
// $crowd: int 2..100000 = playbook strength.crowd; interactions of more people are no contact of two of them
// $silence_factor: float 0.01..1000 = playbook strength.silence_factor; so many times the usual gap is silence
// $least_days: int 2..10000 = playbook strength.silence_least_days; with fewer days of contact no gap is usual
// $shortest_days: int 1..36500 = playbook strength.silence_shortest_days; no silence is shorter
// $look_back_days: int 1..3650 = 365; two who were in touch longer ago, and not since, are not looked at
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @key_people(account)
  RETURN count(person) AS keys
}
CALL (account) {
  @key_people(account)
  CALL (person) {
    @encounters(person)
    RETURN our, interaction.valid_from AS day
    UNION ALL
    MATCH (person)-[flow:WROTE]-(our:Person)
    WHERE our.id IN $ours AND our <> person
    RETURN our, @last_wrote(flow) AS day
  }
  WITH person, roles, our, max(day) AS last
  FILTER last >= $as_of - duration({days: $look_back_days})
  LET quiet = last <= $as_of - duration({days: $shortest_days})
  // All days of the two are looked at only where they may be silent.
  OPTIONAL CALL (person, our, quiet) {
    FILTER quiet
    @encounters(person)
    RETURN interaction.valid_from AS day, 'met' AS way
    UNION ALL
    FILTER quiet
    MATCH (person)-[flow:WROTE]-(our)
    UNWIND @days_wrote(flow) AS day
    RETURN day, CASE WHEN startNode(flow) = our THEN 'ours' ELSE 'theirs' END AS way
  }
  WITH person, roles, our, last, quiet, count(DISTINCT day) AS days, min(day) AS first, collect(DISTINCT way) AS ways
  LET usual_gap = CASE WHEN ('met' IN ways OR size(ways) = 2) AND days >= $least_days
    THEN toFloat(duration.inDays(first, last).days) / (days - 1) END
  LET fails =
    // <fails>
    CASE
      WHEN NOT quiet THEN false
      WHEN usual_gap IS NOT NULL THEN last <= $as_of - duration({days: toInteger(ceil($silence_factor * usual_gap))})
    END
    // </fails>
  WITH * ORDER BY person.id, our.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, other: our.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, other: our.id, contact: person.id, through: our.id,
      evidence: {roles: roles, our: our.id, last_contact: last, usual_gap: usual_gap}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'no_rhythm'
  WHEN keys > 0 THEN 'no_contact'
  ELSE 'no_key_contacts'
END AS not_assessed, unknown, failures
