// By what an interaction is ordered, as $order says.
// @it: the interaction
CASE $order
  WHEN 'day' THEN @moment_of(@it)
  WHEN 'recorded' THEN toString(@it.recorded_at)
END
