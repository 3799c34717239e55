// Something comes behind the one after which a page begins, in the order that @in_order tells.
// @id: the thing's id
// @place: by what it is ordered, as text; null where unknown
($after IS NULL OR CASE
  WHEN $after.place IS NULL THEN @place IS NULL AND @id > $after.id
  WHEN @place IS NULL THEN true
  WHEN @place = $after.place THEN @id > $after.id
  WHEN $descending THEN @place < $after.place
  ELSE @place > $after.place
END)
