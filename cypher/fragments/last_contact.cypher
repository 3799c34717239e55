// The last contact of somebody with ours that is known on the day, whatever it was. Binds last_day, and nearest, the id of who of
// ours had it; both null where none is known. Keeps every row.
// @person: the person
CALL (@person) {
  @contacts(@person)
  WITH our.id AS our_id, day ORDER BY day DESC, our_id
  RETURN head(collect(day)) AS last_day, head(collect(our_id)) AS nearest
}
