// The sponsorships of an account by whoever is with us on the day, each pair once. Binds sponsor, contact (null: the account as
// such), cadence (null where nobody has said) and since.
// @account: the organisation
MATCH (@account)<-[sponsorship:SPONSORS]-(sponsor:Person)
WHERE sponsor.id IN $ours AND @stands(sponsorship, sponsor)
OPTIONAL MATCH (contact:Person {id: sponsorship.contact})
WITH @account, sponsor, contact, min(sponsorship.cadence_days) AS cadence, max(sponsorship.valid_from) AS since
