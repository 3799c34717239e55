// The interactions that are recorded of an account, of one of its units or of one of its deals, by the day. Binds interaction.
// @account: the organisation
CALL (@account) {
  MATCH (@account)<-[:ACCOUNT]-(interaction:Interaction)
  WHERE @holds(interaction)
  RETURN interaction
  UNION
  MATCH (@account)<-[:BELONGS_TO]-(:Unit)<-[:UNIT]-(interaction:Interaction)
  WHERE @holds(interaction)
  RETURN interaction
  UNION
  MATCH (@account)<-[:FOR]-(:Opportunity)<-[:OPPORTUNITY]-(interaction:Interaction)
  WHERE @holds(interaction)
  RETURN interaction
}
