// News of a live deal that only one department has told for long: nobody of another one has confirmed it. What it says stays out of reports.
// access: read
// returns: many
// @version: 1
// @title: Claim told by one channel only
// @title_zh: 消息仅有单一来源
// @method: M19
// @severity: medium
// @scope: account, opportunity
// @protects: Planning a deal on a rumour.
// @protects_zh: 避免依据传言规划项目。
// @remedy: Ask somebody of another department, without saying who told us.
// @remedy_zh: 向另一部门的人求证，勿透露消息来源。
// @counts: news of live deals
// @counts_zh: 进行中项目的消息
// @evidence: {news} of {told} in {opportunity}, confirmed by {confirmers} of the same department
// @evidence_zh: {opportunity}的消息{news}（{told}），仅同部门{confirmers}人证实
// @none no_live_deal: no live opportunity is recorded | 没有记录进行中的项目
// @none no_news: no news of a live deal is recorded | 没有记录进行中项目的消息
// @reason channels_unknown: who told them, or of which departments those are, is unknown | 消息来源或其所属部门未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $claim_days: int 1..3650 = playbook news.claim_days; a claim that is older needs another channel
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @deals(account)
  MATCH (opportunity)<-[:OPPORTUNITY]-(news:News)
  WHERE @holds(news)
  OPTIONAL MATCH (news)-[:SAID_BY]->(teller:Person)
  LET told_in = @department_of(teller)
  CALL (news, teller, told_in) {
    MATCH (news)<-[word:CONFIRMED]-(confirmer:Person)
    WHERE confirmer <> teller AND @stands(word, confirmer)
    WITH DISTINCT confirmer, told_in
    LET heard_in = @department_of(confirmer)
    RETURN collect({independent: CASE
      WHEN heard_in.organization <> told_in.organization OR heard_in.unit <> told_in.unit THEN true
      WHEN heard_in.unit = told_in.unit THEN false
    END}) AS confirmations
  }
  LET fails =
    // <fails>
    CASE
      WHEN news.valid_from >= $as_of - duration({days: $claim_days}) THEN false
      WHEN any(each IN confirmations WHERE each.independent) THEN false
      WHEN teller IS NOT NULL AND all(each IN confirmations WHERE each.independent = false) THEN true
    END
    // </fails>
  WITH * ORDER BY opportunity.id, news.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'opportunity', id: opportunity.id, opportunity: opportunity.id, other: news.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'opportunity', id: opportunity.id, opportunity: opportunity.id, other: news.id,
      evidence: {news: news.id, told: news.valid_from, confirmers: size(confirmations)}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'channels_unknown'
  WHEN NOT EXISTS { @deals(account) } THEN 'no_live_deal'
  ELSE 'no_news'
END AS not_assessed, unknown, failures
