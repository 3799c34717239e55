// By what an opportunity is ordered, as $order says.
// @it: the opportunity
CASE $order
  WHEN 'stage' THEN CASE @it.stage WHEN 'lead' THEN '0' WHEN 'opportunity' THEN '1' WHEN 'contract' THEN '2' WHEN 'collection' THEN '3' END
  WHEN 'begin' THEN toString(@it.valid_from)
  WHEN 'end' THEN toString(@it.valid_to)
  ELSE @name_order(@it)
END
