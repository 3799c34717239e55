// Something is an organisation, or belongs to it: a unit, an opportunity, or somebody who holds a seat there on the day; on
// any day where no day is asked about.
// @it: the node
// @organization: id of the organisation
(@it.id = @organization
  OR EXISTS { (@it)-[:BELONGS_TO|FOR]->(:Organization {id: @organization}) }
  OR EXISTS {
    MATCH (@it)-[held_within:HOLDS]->()-[:BELONGS_TO]->{0,1}(:Organization {id: @organization})
    WHERE $as_of IS NULL OR @holds(held_within)
  })
