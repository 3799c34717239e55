// The days on which a fact or an entity holds, who told, and when and by whom it was recorded: columns of every kind.
// @it: the relationship or node
@it.valid_from AS valid_from, @it.valid_to AS valid_to, @it.source AS source, @it.recorded_at AS recorded_at, @it.recorded_by AS recorded_by
