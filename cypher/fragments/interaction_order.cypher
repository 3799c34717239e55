// By what an interaction is ordered, as $order says.
// @it: the interaction
CASE $order
  WHEN 'recorded' THEN toString(@it.recorded_at)
  ELSE @moment_of(@it)
END
