// The order of a list by what its things are ordered by, $descending or not: what is unknown last, equals by id. Stands in
// ORDER BY.
// @id: the thing's id
// @place: by what it is ordered, as text; null where unknown
@place IS NULL, CASE WHEN NOT $descending THEN @place END, CASE WHEN $descending THEN @place END DESC, @id
