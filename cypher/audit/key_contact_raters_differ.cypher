// Registered key contacts whom raters see far apart in one of the six dimensions: somebody knows what others do not, or is mistaken.
// access: read
// returns: many
// @version: 1
// @title: Raters are far apart on a key contact
// @title_zh: 对关键客户的评定分歧大
// @method: M5
// @severity: low
// @scope: account
// @protects: A score that hides two opposite readings of one person.
// @protects_zh: 避免总评掩盖对同一人的相反判断。
// @remedy: Have the raters compare their evidence, and assess anew whoever has learnt something.
// @remedy_zh: 请评定者对照各自依据，有新认识者重新评定。
// @counts: registered key contacts
// @counts_zh: 登记的关键客户
// @evidence: {aspects}
// @evidence_zh: {aspects}
// @none no_key_contacts: no key contact is registered | 没有登记关键客户
// @reason one_rater: no dimension is assessed by two of ours | 没有任何维度由两名我方人员评定
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $dimensions: list = playbook assessments.aspects where dimension; of what a score is made
// $period_days: int 1..3650 = playbook assessments.period_days; how long an assessment counts
// $far_apart: int 1..18 = playbook assessments.far_apart; from how many levels on raters are far apart
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @registered_contacts(account)
  LET seen = COLLECT {
    MATCH (person)<-[word:ASSESSES]-(rater:Person)
    WHERE word.aspect IN $dimensions AND @holds(word) AND word.valid_from > $as_of - duration({days: $period_days})
    WITH word, rater ORDER BY word.valid_from DESC, word.level
    WITH word.aspect AS aspect, rater, head(collect(word.level)) AS level
    WITH aspect, count(*) AS raters, min(level) AS lowest, max(level) AS highest
    WHERE raters > 1
    RETURN {aspect: aspect, lowest: lowest, highest: highest} ORDER BY aspect
  }
  LET apart = [each IN seen WHERE each.highest - each.lowest >= $far_apart]
  LET fails =
    // <fails>
    CASE WHEN seen = [] THEN null ELSE apart <> [] END
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, evidence: {
      aspects: [each IN apart | each.aspect + ' ' + each.lowest + ' / ' + each.highest]}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'one_rater'
  ELSE 'no_key_contacts'
END AS not_assessed, unknown, failures
