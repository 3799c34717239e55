// Registered key contacts of whom too few of the six dimensions are assessed in the trailing period: nobody has, or it is too long ago.
// access: read
// returns: many
// @version: 1
// @title: Key contact is not scored
// @title_zh: 关键客户缺少有效评分
// @method: M5
// @severity: medium
// @scope: account
// @protects: Taking a relationship for what it was, or was felt to be.
// @protects_zh: 避免凭旧印象或感觉判断关系。
// @remedy: Have two or more of ours who know them assess the six dimensions, each by themselves, with evidence.
// @remedy_zh: 请两名以上了解此人的我方人员各自独立评定六个维度，并附依据。
// @counts: registered key contacts
// @counts_zh: 登记的关键客户
// @evidence: {known} dimensions assessed in the period, {older} earlier; last assessed {assessed}
// @evidence_zh: 本期已评定{known}个维度，较早评定{older}个；最近评定于{assessed}
// @none no_key_contacts: no key contact is registered | 没有登记关键客户
// @reason undated: the days of assessments are unknown | 评定日期未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $dimensions: list = playbook assessments.aspects where dimension; of what a score is made
// $period_days: int 1..3650 = playbook assessments.period_days; how long an assessment counts
// $known_at_least: int 1..100 = playbook assessments.known_at_least; how many dimensions make a score
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @registered_contacts(account)
  CALL (person) {
    OPTIONAL MATCH (person)<-[word:ASSESSES]-(:Person)
    WHERE word.aspect IN $dimensions AND @holds(word)
    WITH word, word.valid_from > $as_of - duration({days: $period_days}) AS counts
    RETURN count(DISTINCT CASE WHEN counts THEN word.aspect END) AS known,
      count(DISTINCT CASE WHEN coalesce(counts, true) THEN word.aspect END) AS at_best,
      count(DISTINCT word.aspect) AS ever, max(word.valid_from) AS assessed
  }
  LET fails =
    // <fails>
    CASE WHEN known < $known_at_least AND at_best >= $known_at_least THEN null ELSE known < $known_at_least END
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, evidence: {
      known: known, older: ever - known, assessed: assessed}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'undated'
  ELSE 'no_key_contacts'
END AS not_assessed, unknown, failures
