// By what anything with a name is ordered, as $order says; null where it says something else.
// @it: the node
CASE $order
  WHEN 'name' THEN toLower(@it.name)
  WHEN 'english_name' THEN toLower(@it.english_name)
  WHEN 'recorded' THEN toString(@it.recorded_at)
END
