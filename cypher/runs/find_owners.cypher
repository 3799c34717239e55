// Who of ours answers: for people their A-owner, for accounts whoever owns most of the key contacts.
// access: read
// returns: many
// $people: ids of people
// $accounts: ids of accounts
// $ours: ids of our people on the day
// $as_of: the day
// -> id: the person or account
// -> owner: id of one of ours
CALL () {
  UNWIND $people AS id
  MATCH (person:Person {id: id})<-[owns:OWNS]-(our:Person)
  WHERE owns.role = 'A' AND our.id IN $ours AND @holds(owns)
  RETURN id, min(our.id) AS owner
  UNION ALL
  UNWIND $accounts AS id
  MATCH (account:Organization {id: id})<-[entry:KEY_CONTACT_OF]-(contact:Person)<-[owns:OWNS]-(our:Person)
  WHERE owns.role = 'A' AND our.id IN $ours
    AND @stands(entry, contact) AND @holds(owns)
  WITH id, our.id AS owner, count(DISTINCT contact) AS contacts ORDER BY contacts DESC, owner
  RETURN id, head(collect(owner)) AS owner
}
RETURN id, owner
