// By what an organisation is ordered, as $order says.
// @it: the organisation
CASE $order
  WHEN 'kind' THEN @it.kind
  ELSE @name_order(@it)
END
