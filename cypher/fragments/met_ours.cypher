// The interactions of somebody with ours by the day, of which neither is known not to have come. Binds interaction and our.
// @person: the person
MATCH (@person)-[their_part:TOOK_PART]->(interaction:Interaction)<-[our_part:TOOK_PART]-(our:Person)
WHERE our.id IN $ours AND our <> @person AND @holds(interaction)
  AND @holds(their_part) AND coalesce(their_part.came, true) AND @holds(our_part) AND coalesce(our_part.came, true)
