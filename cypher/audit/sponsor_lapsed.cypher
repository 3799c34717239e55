// Sponsors who had no contact with whom they sponsor, or with anybody at the account, for longer than their cadence.
// access: read
// returns: many
// @version: 1
// @title: Sponsorship has lapsed
// @title_zh: 赞助逾期未接触
// @method: M8, M21
// @severity: medium
// @scope: account
// @protects: A sponsor on paper, whom nobody can call when it matters.
// @protects_zh: 避免赞助人有名无实，遇事无法求助。
// @remedy: Have the sponsor meet or call them now, with a reason of theirs; or name another.
// @remedy_zh: 请赞助人尽快以对方关心的事由会面或致电；否则更换赞助人。
// @counts: sponsorships
// @counts_zh: 赞助
// @evidence: every {cadence} days, last contact {last_contact}, sponsor since {since}
// @evidence_zh: 应每{cadence}天一次，最近接触{last_contact}，赞助自{since}
// @none no_sponsorships: no sponsorship is recorded | 没有记录赞助
// @reason no_days: neither contacts nor first days of sponsorships are known | 接触与赞助起始日期均未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// $cadence_days: int 1..3650 = playbook sponsors.cadence_days; most days between two contacts where a sponsorship says none
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @sponsorships_of(account)
  LET days = coalesce(cadence, $cadence_days)
  CALL (account, sponsor, contact) {
    WHEN contact IS NOT NULL THEN {
      LET person = contact
      @contacts(person)
      FILTER our = sponsor
      RETURN max(day) AS last_contact
    }
    ELSE {
      @contacts_at(account)
      @contacts(person)
      FILTER our = sponsor
      RETURN max(day) AS last_contact
    }
  }
  LET begun = CASE WHEN last_contact > since THEN last_contact ELSE coalesce(since, last_contact) END
  LET fails =
    // <fails>
    begun < $as_of - duration({days: days})
    // </fails>
  WITH * ORDER BY sponsor.id, contact.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: sponsor.id, other: contact.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: sponsor.id, other: contact.id, evidence: {
      cadence: days, last_contact: last_contact, since: since}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'no_days'
  ELSE 'no_sponsorships'
END AS not_assessed, unknown, failures
