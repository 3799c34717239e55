// A person on a day: seats, managers, whom of ours they know, who owns the relationship, what is asked of them, where
// they stand.
// access: read
// returns: maybe
// $id: the person
// $as_of: the day
// -> person: the person at a glance, with the main seat
// -> aliases: other names
// -> declines_introductions: has asked not to be used as a way to others; null where unknown
// -> seats: all seats, the main one first
// -> managers: to whom they report, solid lines first
// -> direct_reports: how many report to them
// -> our_ties: ties to people who are with us on that day, the strongest first, unknown strength last
// -> owners: who of ours owns the relationship
// -> open_asks: what is asked of them and open on that day, the longest open first
// -> stances: roles and support by opportunity
MATCH (p:Person {id: $id})
LET seats = COLLECT {
  MATCH (p)-[seat:HOLDS]->(at)
  WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
  OPTIONAL MATCH (at)-[:BELONGS_TO]->(of:Organization)
  WITH seat, CASE WHEN of IS NOT NULL THEN at END AS unit, coalesce(of, at) AS organization
  ORDER BY coalesce(seat.primary, false) DESC, coalesce(seat.layer, 1000), seat.key
  RETURN {title: seat.title, english_title: seat.english_title, layer: seat.layer, unit: unit.name, since: seat.valid_from,
    organization: organization.name, organization_id: organization.id, organization_kind: organization.kind}
}
LET main = head(seats)
LET managers = COLLECT {
  MATCH (p)-[line:REPORTS_TO]->(manager:Person)
  WHERE coalesce(line.valid_from, $as_of) <= $as_of AND coalesce(line.valid_to > $as_of, true)
  RETURN manager {.id, .name, .english_name, line: line.line} ORDER BY line.line DESC, manager.id
}
LET reports = COUNT {
  MATCH (p)<-[line:REPORTS_TO]-(:Person)
  WHERE coalesce(line.valid_from, $as_of) <= $as_of AND coalesce(line.valid_to > $as_of, true)
}
LET ties = COLLECT {
  MATCH (p)-[tie:TIE]-(ours:Person)
  WHERE coalesce(tie.valid_from, $as_of) <= $as_of AND coalesce(tie.valid_to > $as_of, true)
    AND EXISTS {
      MATCH (ours)-[seat:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {kind: 'vendor'})
      WHERE coalesce(seat.valid_from, $as_of) <= $as_of AND coalesce(seat.valid_to > $as_of, true)
    }
  RETURN ours {.id, .name, .english_name, strength: tie.strength, basis: tie.basis, last_contact: tie.last_contact,
    since: tie.valid_from, source: tie.source}
  ORDER BY coalesce(tie.strength, -1) DESC, ours.id, tie.key
}
LET owners = COLLECT {
  MATCH (p)<-[owns:OWNS]-(owner:Person)
  WHERE coalesce(owns.valid_from, $as_of) <= $as_of AND coalesce(owns.valid_to > $as_of, true)
  RETURN owner {.id, .name, .english_name, role: owns.role} ORDER BY owns.role, owner.id
}
LET asks = COLLECT {
  MATCH (p)<-[ask:ASKS]-(asker:Person)
  WHERE coalesce(ask.valid_from, $as_of) <= $as_of AND coalesce(ask.valid_to > $as_of, true)
  RETURN asker {.id, .name, .english_name, about: ask.about, since: ask.valid_from, source: ask.source}
  ORDER BY ask.valid_from IS NOT NULL, ask.valid_from, ask.key
}
LET stances = COLLECT {
  MATCH (p)-[part:HAS_ROLE|HAS_SUPPORT]->(deal:Opportunity)
  WHERE coalesce(part.valid_from, $as_of) <= $as_of AND coalesce(part.valid_to > $as_of, true)
  WITH deal, collect(part) AS parts
  LET support = head([part IN parts WHERE type(part) = 'HAS_SUPPORT'])
  RETURN {opportunity_id: deal.id, opportunity: deal.name,
    roles: [letter IN ['D', 'A', 'E', 'S', 'I', 'C'] WHERE any(part IN parts WHERE part.role = letter)],
    level: support.level, assessed: support.valid_from}
  ORDER BY deal.id
}
RETURN p {.id, .name, .english_name, title: main.title, english_title: main.english_title, layer: main.layer,
    unit: main.unit, organization_id: main.organization_id, organization: main.organization,
    organization_kind: main.organization_kind} AS person,
  coalesce(p.aliases, []) AS aliases, p.declines_introductions AS declines_introductions, seats, managers,
  reports AS direct_reports, ties AS our_ties, owners, asks AS open_asks, stances
