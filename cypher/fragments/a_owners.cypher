// Who of ours owns the relationship with somebody on the day as A, at a glance (people.model.PersonCard), by id.
// @person: the person
COLLECT {
  MATCH (owner:Person)-[owns:OWNS]->(@person)
  WHERE owns.role = 'A' AND @stands(owns, owner) AND @one_of_ours(owner)
  WITH DISTINCT owner
  @card(owner)
  RETURN card ORDER BY card.id
}
