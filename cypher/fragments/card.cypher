// A person at a glance on the day, with the main seat: the columns of people.model.PersonCard. Binds card. Keeps every row.
// @person: the person
CALL (@person) {
  @main_seat(@person)
  @belongs(main_place)
  RETURN @person {.id, .name, .english_name, title: main_seat.title, english_title: main_seat.english_title,
    layer: main_seat.layer, unit: unit.name, organization_id: organization.id, organization: organization.name,
    organization_kind: organization.kind} AS card
}
