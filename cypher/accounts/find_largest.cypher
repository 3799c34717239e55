// The largest account of a day: the one with the most live opportunities; of equal ones that of which most people are known.
// access: read
// returns: maybe
// $as_of: the day
// -> id: its id
// -> name: its name
// -> english_name: its name in English
// -> open_opportunities: how many of its opportunities are live
// -> people: how many hold a seat there
// -> accounts: how many accounts there are
MATCH (account:Organization)
WHERE account.kind = 'customer' AND @holds(account)
WITH account, COUNT {
    MATCH (account)<-[:FOR]-(deal:Opportunity)
    WHERE @holds(deal)
  } AS open_opportunities, COUNT {
    @people_of(account)
    RETURN DISTINCT person
  } AS people
ORDER BY open_opportunities DESC, people DESC, account.id
WITH collect({account: account, open: open_opportunities, people: people}) AS found
LET first = found[0]
FILTER first IS NOT NULL
RETURN first.account.id AS id, first.account.name AS name, first.account.english_name AS english_name,
  first.open AS open_opportunities, first.people AS people, size(found) AS accounts
