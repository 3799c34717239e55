// Every version of every fact around a person, organisation, unit, opportunity, interaction or piece of news, and what corrections
// replaced of the facts and of the entity itself; the latest first.
// access: read
// returns: many
// $id: its id
// $limit: most rows
// -> fact: what kind of fact it is, as in the graph; ENTITY for the entity's own values
// -> outgoing: the fact goes from the entity to the other; false when it goes the other way
// -> other_id: id of what is at the other end, null for the entity's own values
// -> other: its name; of what has none what it was for, or what was claimed
// -> said: the values of the fact
// -> valid_from: first day
// -> valid_to: first day it no longer holds
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
// -> replaced_at: when a correction replaced these values, null while they stand
// -> replaced_by: who recorded that correction
MATCH (n:Person|Organization|Unit|Opportunity|Interaction|News {id: $id})
CALL (n) {
  MATCH (n)-[fact]-(other)
  WHERE fact.key IS NOT NULL
  RETURN type(fact) AS fact, startNode(fact) = n AS outgoing, other, properties(fact) AS values
  UNION ALL
  MATCH (n)-[fact]-(other)
  WHERE fact.key IS NOT NULL
  CALL (fact) {
    MATCH (revision:Revision {id: fact.id})
    WHERE revision.key = fact.key
    WITH revision ORDER BY coalesce(revision.number, 0), revision.replaced_at
    RETURN collect(revision) AS replaced
  }
  UNWIND range(0, size(replaced) - 1) AS i
  // Where only the last day changed, what came after it shows it.
  FILTER replaced[i].digest <> coalesce(replaced[i + 1].digest, fact.digest)
  RETURN type(fact) AS fact, startNode(fact) = n AS outgoing, other, properties(replaced[i]) AS values
  UNION ALL
  MATCH (revision:Revision {id: n.id})
  WHERE revision.key = n.key AND revision.noun IN [label IN labels(n) | toLower(label)]
  WITH n, revision ORDER BY coalesce(revision.number, 0), revision.replaced_at
  WITH n, collect(revision) AS replaced
  UNWIND range(0, size(replaced) - 1) AS i
  FILTER replaced[i].digest <> coalesce(replaced[i + 1].digest, n.digest)
  RETURN 'ENTITY' AS fact, true AS outgoing, null AS other, properties(replaced[i]) AS values
}
RETURN fact, outgoing, other.id AS other_id, coalesce(other.name, other.purpose, other.claim, other.kind) AS other,
  values {.*, id: null, key: null, digest: null, source: null, recorded_at: null, recorded_by: null, operation: null, valid_from: null,
    valid_to: null, by_hand: null, due: null, told_of: null, noun: null, ends: null, replaced_at: null, replaced_by: null, number: null, commit: null, search_words: null, search_more: null} AS said,
  values.valid_from AS valid_from, values.valid_to AS valid_to, values.source AS source,
  values.recorded_at AS recorded_at, values.recorded_by AS recorded_by, values.replaced_at AS replaced_at,
  values.replaced_by AS replaced_by
ORDER BY valid_from IS NULL, valid_from DESC, fact, other_id, replaced_at IS NOT NULL,
  coalesce(values.number, 0) DESC, replaced_at DESC LIMIT $limit
