// The ties between two people that hold on a day: the one whose strength counts first.
// access: read
// returns: many
// $one: id of the one
// $other: id of the other
// $as_of: the day
// -> id: id of the tie
// -> strength: 0..1; null where unknown
// -> origin: computed or corrected; null where it was recorded with the tie
// -> basis: what it rests on
// -> last_contact: day of the last contact
// -> since: first day
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
MATCH (:Person {id: $one})-[tie:TIE]-(:Person {id: $other})
WHERE @holds(tie)
RETURN tie.id AS id, tie.strength AS strength, tie.origin AS origin, tie.basis AS basis, @contact(tie) AS last_contact,
  tie.valid_from AS since, tie.source AS source, tie.recorded_at AS recorded_at, tie.recorded_by AS recorded_by
ORDER BY coalesce(strength, -1.0) DESC, id
