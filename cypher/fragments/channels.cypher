// Through whom a piece of news came by the day: who said it, and who confirmed it; none of ours, who only pass it on. Binds teller,
// told_on (the day) and said (false: confirmed).
// @news: the piece of news
CALL (@news) {
  MATCH (@news)-[:SAID_BY]->(teller:Person)
  RETURN teller, @news.valid_from AS told_on, true AS said
  UNION
  MATCH (@news)<-[confirmation:CONFIRMED]-(teller:Person)
  WHERE @holds(confirmation)
  RETURN teller, coalesce(confirmation.valid_from, @news.valid_from) AS told_on, false AS said
}
FILTER NOT @with_us_on(teller, told_on)
