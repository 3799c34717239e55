// Accounts of which all that was heard in the last year came from one person.
// access: read
// returns: many
// @version: 1
// @title: All news of an account comes from one person
// @title_zh: 客户消息全部来自一人
// @method: M19
// @severity: medium
// @scope: account
// @protects: Seeing an account with the eyes of one person.
// @protects_zh: 避免只通过一个人的眼睛看客户。
// @remedy: Win a second source, in another department.
// @remedy_zh: 在另一部门争取第二个消息来源。
// @counts: accounts
// @counts_zh: 客户
// @evidence: {pieces} pieces of news in {window} days, all from one person
// @evidence_zh: {window}天内{pieces}条消息，全部来自一人
// @reason no_news: no news of the account is recorded of that time | 该时段内没有记录该客户的消息
// @reason too_few: too little news is recorded | 记录的消息过少
// @reason tellers_unknown: who told the news is unknown | 消息来源未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $window_days: int 1..3650 = 365; news of so many days is looked at
// $least_news: int 1..1000 = 3; of less news nobody can say that it all comes from one
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @news_of(account)
  FILTER news.valid_from >= $as_of - duration({days: $window_days})
  CALL (news) {
    OPTIONAL MATCH (news)-[:SAID_BY]->(teller:Person)
    RETURN teller, teller IS NULL AS unsourced
    UNION
    MATCH (news)<-[word:CONFIRMED]-(teller:Person)
    WHERE @stands(word, teller)
    RETURN teller, false AS unsourced
  }
  RETURN count(DISTINCT news) AS pieces, count(DISTINCT teller) AS sources, count(CASE WHEN unsourced THEN 1 END) AS unsourced
}
LET fails =
  // <fails>
  CASE WHEN sources > 1 THEN false WHEN pieces >= $least_news AND unsourced = 0 THEN true END
  // </fails>
LET population = CASE WHEN pieces > 0 THEN 1 ELSE 0 END
RETURN account.id AS account, population, CASE
  WHEN population = 0 THEN 'no_news'
  WHEN fails IS NOT NULL THEN null
  WHEN pieces < $least_news THEN 'too_few'
  ELSE 'tellers_unknown'
END AS not_assessed,
  CASE WHEN population > 0 AND fails IS NULL THEN [{kind: 'organization', id: account.id}] ELSE [] END AS unknown,
  CASE WHEN population > 0 AND fails THEN [{kind: 'organization', id: account.id, evidence: {pieces: pieces, window: $window_days}}] ELSE [] END AS failures
