// The order of somebody's seats: the main one first, then the highest. Stands in ORDER BY.
// @seat: the seat
coalesce(@seat.primary, false) DESC, coalesce(@seat.layer, 999), @seat.id
