// What we heard of a person or from them and holds on a day, the latest first.
// access: read
// returns: many
// $id: the person
// $as_of: the day
// $limit: how many at most
// -> id: id of the piece of news
// -> claim: what was said
// -> told_on: the day of it
// -> about_them: it is about the person; else they said it
// -> said_by: id, name, english_name of who said it; null where it is not known
MATCH (person:Person {id: $id})
CALL (person) {
  MATCH (person)<-[:PERSON]-(news:News)
  RETURN news
  UNION
  MATCH (person)<-[:SAID_BY]-(news:News)
  RETURN news
}
FILTER @holds(news)
OPTIONAL MATCH (news)-[:SAID_BY]->(teller:Person)
RETURN news.id AS id, news.claim AS claim, news.valid_from AS told_on, EXISTS { (news)-[:PERSON]->(person) } AS about_them,
  teller {.id, .name, .english_name} AS said_by
ORDER BY told_on DESC, id
LIMIT $limit
