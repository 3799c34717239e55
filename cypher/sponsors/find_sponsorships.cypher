// The sponsorships of an account and of its contacts on a day: those of contacts first, and how many each sponsor carries in all.
// access: read
// returns: many
// $account: id of the customer
// $as_of: the day
// $limit: most rows
// -> sponsor: who of ours, at a glance (people.model.PersonCard)
// -> contact: whom they sponsor, the same; null: the account as such
// -> purpose: what for; null where nobody has said
// -> cadence_days: the most days between two contacts; null where nobody has said
// -> since: the first day; null where it is unknown
// -> carried: how many sponsorships the sponsor carries that day
MATCH (account:Organization {id: $account})<-[sponsorship:SPONSORS]-(person:Person)
WHERE @stands(sponsorship, person)
@card(person)
WITH account, sponsorship, card AS sponsor, @carried(person) AS carried
OPTIONAL CALL (sponsorship) {
  MATCH (person:Person {id: sponsorship.contact})
  @card(person)
  RETURN card AS told
}
RETURN sponsor, told AS contact, sponsorship.purpose AS purpose, sponsorship.cadence_days AS cadence_days,
  sponsorship.valid_from AS since, carried
ORDER BY contact IS NULL, contact.id, sponsor.id LIMIT $limit
