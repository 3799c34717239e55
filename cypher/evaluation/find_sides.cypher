// Our people, those whom they know, and competitors' people on a day; nobody who is no more. Rules take them as lists of ids: a look into a list
// is many times cheaper than walking from each acquaintance to an organisation.
// access: read
// returns: one
// $as_of: the day
// -> ours: ids of people with a seat at an organisation that is ours
// -> known_anywhere: ids of others with a tie to one of ours, whom one of ours sways, or in a reporting line with one
// -> first_steps: ids of those to whom one of ours leads in one hop of a way (docs/paths.md)
// -> rivals: ids of people with a seat at a competitor and none with us
CALL () {
  MATCH (organization:Organization WHERE organization.kind IN ['vendor', 'competitor'])
  @people_of(organization)
  RETURN person, max(CASE organization.kind WHEN 'vendor' THEN 1 ELSE 0 END) AS is_ours
}
WITH collect(CASE WHEN is_ours = 1 THEN person END) AS us, collect(CASE WHEN is_ours = 0 THEN person.id END) AS rivals
CALL (us) {
  UNWIND us AS our
  MATCH (our)-[relation:TIE|REPORTS_TO|INFLUENCES]-(person:Person)
  WHERE @stands(relation, person) AND (NOT relation:INFLUENCES OR startNode(relation) = our)
  WITH person, max(CASE WHEN @hop(relation, our, person) AND NOT coalesce(our.declines_introductions, false) THEN 1 ELSE 0 END) AS leads
  RETURN collect(person.id) AS known, collect(CASE WHEN leads = 1 THEN person.id END) AS first_steps
}
RETURN [our IN us | our.id] AS ours, known AS known_anywhere, first_steps, rivals
