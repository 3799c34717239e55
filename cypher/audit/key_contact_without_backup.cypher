// Key contacts and people with a key role who have an A-owner but no B-owner who is still ours.
// access: read
// returns: one
// @version: 1
// @title: Key contact without backup
// @title_zh: 关键客户无B角
// @method: M4
// @severity: medium
// @scope: account, opportunity
// @remedy: Name a second (B), so that the relationship is not one person's.
// $account: id of the customer
// $opportunity: id of one of its opportunities; null for all live ones
// $as_of: the day asked about
// -> population: how many were looked at
// -> holes: those that fail (coverage.model.Hole)
MATCH (account:Organization {id: $account})
CALL (account) {
  MATCH (account)<-[:FOR]-(opportunity:Opportunity)
  WHERE CASE WHEN $opportunity IS NULL
    THEN coalesce(opportunity.valid_from, $as_of) <= $as_of AND coalesce(opportunity.valid_to > $as_of, true)
    ELSE opportunity.id = $opportunity END
  MATCH (opportunity)<-[part:HAS_ROLE]-(person:Person)
  WHERE part.role IN ['A', 'D', 'E'] AND coalesce(part.valid_from, $as_of) <= $as_of AND coalesce(part.valid_to > $as_of, true)
  RETURN person, part.role AS letter
  UNION
  // Registered key contacts count for the account as a whole.
  MATCH (account)<-[entry:KEY_CONTACT_OF]-(person:Person)
  WHERE $opportunity IS NULL AND coalesce(entry.valid_from, $as_of) <= $as_of AND coalesce(entry.valid_to > $as_of, true)
  RETURN person, null AS letter
}
WITH person, letter ORDER BY letter
WITH person, collect(DISTINCT letter) AS roles
CALL (person) {
  // An owner who is no longer with us owns nothing.
  OPTIONAL MATCH (our:Person)-[owns:OWNS]->(person)
  WHERE coalesce(owns.valid_from, $as_of) <= $as_of AND coalesce(owns.valid_to > $as_of, true)
    AND EXISTS {
      (our)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {kind: 'vendor'})
      WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
    }
  RETURN count(CASE WHEN owns.role = 'A' THEN our END) AS owners, count(CASE WHEN owns.role = 'B' THEN our END) AS backups
}
// <seat>
CALL (person) {
  OPTIONAL MATCH (person)-[seat:HOLDS]->()
  WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
  RETURN seat.title AS title ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 999), seat.id LIMIT 1
}
// </seat>
WITH * ORDER BY person.id
RETURN count(*) AS population, collect(CASE WHEN owners > 0 AND backups = 0 THEN {
    subject_kind: 'person', subject_id: person.id, name: person.name, english_name: person.english_name, title: title,
    roles: roles} END) AS holes
