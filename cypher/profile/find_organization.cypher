// An organisation on a day: how large, how well known to us, its opportunities and key contacts.
// access: read
// returns: maybe
// $id: the organisation
// $as_of: the day
// -> id: its id
// -> name: its name
// -> english_name: its name in English
// -> kind: vendor, customer, partner, competitor or other
// -> aliases: other names
// -> units: how many units it has
// -> people: how many people hold a seat there
// -> known_people: how many of them are known to one of ours
// -> deals: its opportunities that had begun, live ones first
// -> key_contacts: the register of key contacts, the weightiest seats first
MATCH (o:Organization {id: $id})
LET units = COUNT {
  MATCH (o)<-[:BELONGS_TO]-(unit:Unit)
  WHERE @holds(unit)
}
LET staff = COLLECT {
  @people_of(o)
  RETURN DISTINCT person
}
LET known = size([person IN staff WHERE EXISTS {
  MATCH (person)-[tie:TIE]-(ours:Person)
  WHERE @stands(tie, ours) AND @one_of_ours(ours)
}])
LET deals = COLLECT {
  MATCH (o)<-[:FOR]-(deal:Opportunity)
  WHERE @begun(deal)
  RETURN deal {.id, .name, .stage, .outcome, since: deal.valid_from, until: deal.valid_to}
  ORDER BY deal.valid_to IS NOT NULL, deal.valid_from DESC, deal.id
}
LET contacts = COLLECT {
  MATCH (o)<-[key:KEY_CONTACT_OF]-(person:Person)
  WHERE @stands(key, person)
  RETURN person {.id, .name, .english_name, position_class: key.position_class, relationship_class: key.relationship_class,
    owners: COLLECT {
      MATCH (person)<-[owns:OWNS]-(owner:Person)
      WHERE @stands(owns, owner)
      RETURN owns.role + ' ' + owner.name ORDER BY owns.role, owner.id
    }}
  // S weighs most, then A, B, C, then the unknown.
  ORDER BY CASE key.position_class WHEN 'S' THEN ' ' ELSE coalesce(key.position_class, 'Z') END, person.id
}
RETURN o.id AS id, o.name AS name, o.english_name AS english_name, o.kind AS kind, coalesce(o.aliases, []) AS aliases,
  units, size(staff) AS people, known AS known_people, deals, contacts AS key_contacts
