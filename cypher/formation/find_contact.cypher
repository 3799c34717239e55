// A contact on a day with the A-owners.
// access: read
// returns: maybe
// $person: id of the contact
// $as_of: the day
// -> person: the contact (people.model.PersonCard)
// -> position_class: how much the seat weighs where they are registered, S most; null where unknown
// -> owners: who of ours owns the relationship as A (people.model.PersonCard), by id
MATCH (person:Person {id: $person})
LET position_class = head(COLLECT {
  MATCH (person)-[entry:KEY_CONTACT_OF]->(:Organization)
  WHERE @holds(entry) AND entry.position_class IS NOT NULL
  RETURN entry.position_class ORDER BY @class_order(entry.position_class) LIMIT 1
})
LET owners = @a_owners(person)
@card(person)
RETURN card AS person, position_class, owners
