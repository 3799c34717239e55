// Units with people in them from none of whom, in the unit or below it, anything was heard for long; the uppermost such units.
// access: read
// returns: many
// @version: 1
// @title: Department from which we hear nothing
// @title_zh: 部门久无消息
// @method: M10, M19
// @severity: low
// @scope: account
// @protects: Surprises from a department that tells us nothing.
// @protects_zh: 避免来自沉默部门的意外。
// @remedy: Find somebody there who talks to us, and ask what moves them.
// @remedy_zh: 在该部门找到愿意交流的人，了解其动向。
// @counts: units
// @counts_zh: 部门
// @evidence: last heard of {last_heard}
// @evidence_zh: 最近一次得到消息{last_heard}
// @none no_units: no unit with people is recorded | 没有记录有人员的部门
// @reason no_news: no news of the account is recorded | 没有记录该客户的任何消息
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $silent_days: int 1..3650 = playbook news.silent_days; no news for longer is silence
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @people_of(account)
  CALL (person) {
    MATCH (person)<-[:SAID_BY]-(news:News)
    WHERE @begun(news)
    RETURN news.valid_from AS day
    UNION ALL
    MATCH (person)-[word:CONFIRMED]->(news:News)
    WHERE @begun(news) AND @begun(word)
    RETURN coalesce(word.valid_from, news.valid_from) AS day
  }
  WITH place, max(day) AS day
  // What is heard in a unit is heard in the units above it.
  MATCH (place)-[:PART_OF]->{0,50}(unit:Unit)
  WITH unit, max(day) AS last
  RETURN collect({unit: unit, last: last}) AS heard
}
LET recorded = size(heard) > 0 OR EXISTS { @news_of(account) },
  loud = [each IN heard WHERE each.last >= $as_of - duration({days: $silent_days}) | each.unit]
CALL (account, heard, recorded, loud) {
  @peopled_units(account)
  LET parent = head([(unit)-[:PART_OF]->(above) WHERE above IN units | above])
  LET fails =
    // <fails>
    CASE WHEN recorded THEN NOT unit IN loud AND (parent IS NULL OR parent IN loud) END
    // </fails>
  WITH * ORDER BY unit.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'unit', id: unit.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'unit', id: unit.id,
      evidence: {last_heard: head([each IN heard WHERE each.unit = unit | each.last])}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'no_news'
  ELSE 'no_units'
END AS not_assessed, unknown, failures
