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
  WHERE owns.role = 'A' AND our.id IN $ours
    AND coalesce(owns.valid_from, $as_of) <= $as_of AND coalesce(owns.valid_to > $as_of, true)
  RETURN id, min(our.id) AS owner
  UNION ALL
  UNWIND $accounts AS id
  MATCH (account:Organization {id: id})<-[entry:KEY_CONTACT_OF]-(:Person)<-[owns:OWNS]-(our:Person)
  WHERE owns.role = 'A' AND our.id IN $ours
    AND coalesce(entry.valid_from, $as_of) <= $as_of AND coalesce(entry.valid_to > $as_of, true)
    AND coalesce(owns.valid_from, $as_of) <= $as_of AND coalesce(owns.valid_to > $as_of, true)
  WITH id, our.id AS owner, count(*) AS contacts ORDER BY contacts DESC, owner
  RETURN id, head(collect(owner)) AS owner
}
RETURN id, owner
