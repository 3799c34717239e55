// The register of an account's key contacts on a day, and who answers for them: S, A, B, C, unknown; the closest first; then by name.
// Of several entries of somebody the newest that says a class counts.
// access: read
// returns: many
// $account: id of the organisation
// $as_of: the day asked about
// $ours: ids of our people on the day
// $key_actions: kinds of interaction that are key actions
// $limit: how many at most
// -> person: the key contact (people.model.PersonCard)
// -> position_class: how much the seat weighs, S most; null where unknown
// -> relationship_class: how close we are, 1 closest; null where unknown
// -> owners: who answers for the relationship, A first (register.model.RegisterOwner)
// -> last_key_action: the day of the last key action with one of ours; null where none is known
// -> last_contact: the day of the last contact with one of ours; null where none is known
MATCH (account:Organization {id: $account})<-[entry:KEY_CONTACT_OF]-(person:Person)
WHERE @stands(entry, person)
WITH person, entry ORDER BY entry.valid_from IS NULL, entry.valid_from DESC, entry.id
WITH person, head(collect(entry.position_class)) AS position_class, head(collect(entry.relationship_class)) AS relationship_class
CALL (person) {
  @contacts(person)
  RETURN max(day) AS last_contact, max(CASE WHEN interaction.kind IN $key_actions THEN day END) AS last_key_action
}
LET owners = COLLECT {
  MATCH (owner:Person)-[owns:OWNS]->(person)
  WHERE @holds(owns) AND @begun(owner)
  WITH owner, owns.role AS role, min(owns.valid_from) AS since
  LET left_on = @left_us(owner)
  RETURN owner {.id, .name, .english_name, role: role, since: since, left_on: left_on,
    with_us: CASE WHEN owner.id IN $ours THEN true WHEN left_on IS NOT NULL THEN false END}
  ORDER BY role, toLower(owner.name), owner.id
}
@card(person)
RETURN card AS person, position_class, relationship_class, owners, last_key_action, last_contact
ORDER BY @class_order(position_class), relationship_class, toLower(person.name), person.id
LIMIT $limit
