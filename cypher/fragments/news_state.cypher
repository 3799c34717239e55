// How well a piece of news is confirmed by the day: by two channels that are independent of each other. Binds tellers (the channels:
// maps of id, name, said and at, where they sat when they told) and state (news.model.NewsState).
// @news: the piece of news
CALL (@news) {
  @channels(@news)
  RETURN collect({id: teller.id, name: teller.name, said: said, at: @department_on(teller, told_on)}) AS tellers
}
LET state = CASE
  WHEN any(one IN tellers WHERE any(other IN tellers WHERE @independent(one, other))) THEN 'confirmed'
  WHEN any(one IN tellers WHERE one.said) THEN 'single_channel'
  ELSE 'unknown_source'
END
