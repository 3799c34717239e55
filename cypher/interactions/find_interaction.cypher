// What was said of an interaction, and what was promised, asked and told in it, as it stands on a day.
// access: read
// returns: maybe
// $id: the interaction
// $as_of: the day
// -> id: its id
// -> stage: how far the deal had come
// -> preparing: visit, step 1
// -> opening: visit, step 2
// -> needs: visit, step 3
// -> proposal: visit, step 4
// -> objections: visit, step 5
// -> closing: visit, step 6
// -> source: who told
// -> recorded_at: when relgraph learnt it
// -> recorded_by: who recorded it; null when nobody had to say
// -> promises: what was promised in it, the first due first
// -> asks: what was asked in it, the earliest first
// -> news: what was told in it, by id
MATCH (met:Interaction {id: $id})
LET promises = COLLECT {
  MATCH (promiser)-[promised:PROMISED {interaction: $id}]->(promisee)
  WHERE @begun(promised)
  RETURN @promise_made(promised, promiser, promisee) ORDER BY promised.due IS NULL, promised.due, promised.key
}
LET made = COLLECT {
  MATCH (asker)-[asks:ASKS {interaction: $id}]->(asked)
  WHERE @begun(asks)
  RETURN @ask_made(asks, asker, asked) ORDER BY asks.valid_from, asks.key
}
LET news = COLLECT {
  MATCH (met)<-[:INTERACTION]-(told:News)
  WHERE @holds(told)
  RETURN told {.id, .claim, said_by: head([(told)-[:SAID_BY]->(teller) | teller {.id, .name, .english_name}]),
    said_to: head([(told)-[:SAID_TO]->(hearer) | hearer {.id, .name, .english_name}])}
  ORDER BY told.id
}
RETURN met.id AS id, met.stage AS stage, met.preparing AS preparing, met.opening AS opening, met.needs AS needs,
  met.proposal AS proposal, met.objections AS objections, met.closing AS closing, met.source AS source,
  met.recorded_at AS recorded_at, met.recorded_by AS recorded_by, promises, made AS asks, news
