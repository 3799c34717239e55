// An organisation is one of those asked for, by $wanted; of what kind it is says the list.
// @it: the organisation
(@named(@it)
  AND ($wanted.with_live_opportunities IS NULL OR $wanted.with_live_opportunities = EXISTS {
    MATCH (@it)<-[:FOR]-(deal:Opportunity) WHERE @holds(deal)
  }))
