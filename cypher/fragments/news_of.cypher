// All that was told of an account by the day, whether or not it still holds: of itself, of its departments and deals, and of
// people who held a seat there on the day of it. Binds news, each once.
// @account: the organisation
CALL (@account) {
  MATCH (@account)<-[:ACCOUNT]-(news:News)
  RETURN news
  UNION
  MATCH (@account)<-[:BELONGS_TO]-(:Unit)<-[:UNIT]-(news:News)
  RETURN news
  UNION
  MATCH (@account)<-[:FOR]-(:Opportunity)<-[:OPPORTUNITY]-(news:News)
  RETURN news
  UNION
  MATCH (@account)<-[:BELONGS_TO]-{0,1}()<-[seat:HOLDS]-(:Person)<-[:PERSON]-(news:News)
  WHERE @holds_on(seat, news.valid_from)
  RETURN news
}
FILTER news.valid_from <= $as_of
