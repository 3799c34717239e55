// One of ours leads to a person in one hop of a way, none of those who oppose the deal.
// @person: the person
// @ours_against: ids of ours who oppose the deal, mostly none
(@person.id IN $first_steps AND (size(@ours_against) = 0 OR EXISTS {
  (@person)-[first_hop:TIE|REPORTS_TO|INFLUENCES]-(of_us:Person)
  WHERE of_us.id IN $ours AND NOT of_us.id IN @ours_against AND NOT coalesce(of_us.declines_introductions, false)
    AND @hop(first_hop, of_us, @person)
}))
