// Supporters and influencers in a live deal whom ours met on too many days of the last quarter.
// access: read
// returns: many
// @version: 1
// @title: Supporter or influencer met too often
// @title_zh: 与支持者或影响者接触过度
// @method: M10
// @severity: low
// @scope: account, opportunity
// @protects: Wearying people who have work of their own.
// @protects_zh: 避免过度打扰有本职工作的人。
// @remedy: Agree among ours who meets them, and put several matters into one meeting.
// @remedy_zh: 我方内部协调由谁接触，并将多项事宜合并到一次会面。
// @counts: supporters and influencers
// @counts_zh: 支持者和影响者
// @evidence: {roles}, met on {met} days of the last 91
// @evidence_zh: {roles}，近91天内接触{met}天
// @none no_general_relations: no supporter and no influencer is recorded in a live deal | 进行中的项目没有记录支持者和影响者
// @reason no_interactions: no interaction of ours with them is recorded | 没有记录我方与其的任何活动
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $opportunity: id of one opportunity of theirs; null for all live ones
// $ours: ids of our people on the day
// $most_contacts: int 1..1000 = playbook general_relations.most_contacts; more days with an interaction in a quarter, 91 days, weary
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @general_people(account)
  CALL (person) {
    // Several sources may tell of the same meeting: days are counted.
    @met_ours(person)
    LET day = interaction.valid_from
    RETURN count(DISTINCT CASE WHEN day > $as_of - duration({days: 91}) THEN day END) AS met, count(interaction) AS ever
  }
  LET fails =
    // <fails>
    CASE WHEN ever > 0 THEN met > $most_contacts END
    // </fails>
  WITH * ORDER BY person.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, contact: person.id,
      evidence: {roles: roles, met: met}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'no_interactions'
  ELSE 'no_general_relations'
END AS not_assessed, unknown, failures
