// By what a person is ordered, as $order says.
// @it: the person
CASE $order
  WHEN 'layer' THEN right('00' + toString(@layer_of(@it)), 3)
  ELSE @name_order(@it)
END
