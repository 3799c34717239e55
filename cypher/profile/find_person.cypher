// A person on a day: seats, managers, whom of ours they know, who owns the relationship, where they stand.
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
// -> stances: roles and support by opportunity
MATCH (p:Person {id: $id})
LET seats = COLLECT {
  MATCH (p)-[seat:HOLDS]->(at)
  WHERE @holds(seat)
  @belongs(at)
  ORDER BY @main_first(seat)
  RETURN {title: seat.title, english_title: seat.english_title, layer: seat.layer, unit: unit.name, since: seat.valid_from,
    organization: organization.name, organization_id: organization.id, organization_kind: organization.kind}
}
LET managers = COLLECT {
  MATCH (p)-[line:REPORTS_TO]->(manager:Person)
  WHERE @stands(line, manager)
  RETURN manager {.id, .name, .english_name, line: line.line} ORDER BY line.line DESC, manager.id
}
LET reports = COUNT {
  MATCH (p)<-[line:REPORTS_TO]-(report:Person)
  WHERE @stands(line, report)
}
LET ties = COLLECT {
  MATCH (p)-[tie:TIE]-(ours:Person)
  WHERE @stands(tie, ours) AND @one_of_ours(ours)
  RETURN ours {.id, .name, .english_name, strength: tie.strength, basis: tie.basis,
    last_contact: @contact(tie),
    since: tie.valid_from, source: tie.source}
  ORDER BY coalesce(tie.strength, -1) DESC, ours.id, tie.key
}
LET owners = COLLECT {
  MATCH (p)<-[owns:OWNS]-(owner:Person)
  WHERE @stands(owns, owner)
  RETURN owner {.id, .name, .english_name, role: owns.role} ORDER BY owns.role, owner.id
}
LET stances = COLLECT {
  MATCH (p)-[part:HAS_ROLE|HAS_SUPPORT]->(deal:Opportunity)
  WHERE @stands(part, p)
  // The day on which nobody could tell is told, too.
  WITH deal, collect(part) AS parts, max(CASE WHEN part:HAS_SUPPORT THEN part.valid_from END) AS asked
  LET support = @stance(p, deal)
  RETURN {opportunity_id: deal.id, opportunity: deal.name,
    roles: [letter IN ['A', 'D', 'S', 'E', 'I', 'C'] WHERE any(part IN parts WHERE part.role = letter)],
    level: support.level, assessed: CASE WHEN support IS NULL THEN asked ELSE support.assessed END, sources_differ: coalesce(support.differs, false)}
  ORDER BY deal.id
}
@card(p)
RETURN card AS person, coalesce(p.aliases, []) AS aliases, p.declines_introductions AS declines_introductions, seats, managers,
  reports AS direct_reports, ties AS our_ties, owners, stances
