// The interactions of somebody with ours that strength counts as contact of the two: of kinds that are meetings, events or calls,
// and no crowd. Binds interaction and our.
// @person: the person
@met_ours(@person)
FILTER (interaction.kind IN $meetings OR interaction.kind IN $events OR interaction.kind IN $calls)
  AND COUNT { (interaction)<-[:TOOK_PART]-() } <= $crowd
