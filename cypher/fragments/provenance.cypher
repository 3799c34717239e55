// The days on which a fact or an entity holds, who told, when and by whom it was recorded, what of it was set by hand, and what it
// was told about: columns of every kind.
// @it: the relationship or node
@it.valid_from AS valid_from, @it.valid_to AS valid_to, @it.source AS source, @it.recorded_at AS recorded_at, @it.recorded_by AS recorded_by,
  @it.by_hand AS by_hand, @it.told_of AS told_of
