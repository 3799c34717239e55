// By what a unit is ordered, as $order says.
// @it: the unit
CASE $order
  WHEN 'function' THEN @it.function
  ELSE @name_order(@it)
END
