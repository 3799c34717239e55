// What was heard, by the day, of an account, its units, its deals and its people. Binds news, each once.
// @account: the organisation
CALL (@account) {
  MATCH (@account)<-[:ACCOUNT]-(news:News)
  WHERE @begun(news)
  RETURN news
  UNION
  MATCH (@account)<-[:BELONGS_TO]-(:Unit)<-[:UNIT]-(news:News)
  WHERE @begun(news)
  RETURN news
  UNION
  MATCH (@account)<-[:FOR]-(:Opportunity)<-[:OPPORTUNITY]-(news:News)
  WHERE @begun(news)
  RETURN news
  UNION
  @people_of(@account)
  MATCH (person)<-[:PERSON]-(news:News)
  WHERE @begun(news)
  RETURN news
}
