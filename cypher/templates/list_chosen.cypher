// Lists of one kind, narrowed and put in order, page by page: of each given entity, or of all. What a thing is ordered by
// is told as text; where that is unknown it comes last, and equals come by id.
// access: read
// returns: many
// @found: what is in the list of `of`, on the day; binds entity
// @wanted: whether entity is wanted, by $wanted
// @order: what entity is ordered by, as $order says it, as text; null where unknown
// $lists: ids of those whose lists are asked for; one empty text for the list of all
// $as_of: the day
// $wanted: what is wanted, by the names of the kind's filter; null does not matter
// $order: by what they are ordered; null: by id
// $descending: whether the last comes first
// $after: place and id of the one after which each list's page begins; null: the first page
// $limit: most of each list
// -> of: whose list
// -> id: what is in it
// -> place: by what it is ordered; null where unknown
UNWIND $lists AS of
CALL (of) {
  @found
  FILTER @wanted
  LET id = entity.id, place = @order
  FILTER @beyond(id, place)
  RETURN id, place ORDER BY @in_order(id, place) LIMIT $limit
}
RETURN of, id, place
ORDER BY of, @in_order(id, place)
