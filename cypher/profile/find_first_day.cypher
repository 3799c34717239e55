// Whether anything around a person, organisation, unit or opportunity is known on a day and, if not, from when on.
// access: read
// returns: maybe
// $id: its id
// $as_of: the day
// -> known: whether any fact around it, or around one of its units, holds
// -> first_day: the first day of the earliest that begins later, null when none does
MATCH (thing:Person|Organization|Unit|Opportunity {id: $id})
OPTIONAL MATCH (thing)<-[:BELONGS_TO]-{0,1}(at)-[fact]-()
WHERE fact.key IS NOT NULL
RETURN count(CASE WHEN fact IS NOT NULL AND @holds(fact) THEN 1 END) > 0 AS known,
  min(CASE WHEN fact.valid_from > $as_of THEN fact.valid_from END) AS first_day
