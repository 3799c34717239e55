// The contacts of somebody with ours that are known on the day: interactions, the last day of traffic either way by each channel,
// the last contact of ties. Binds our, day, and interaction (null where it was none).
// @person: the person
CALL (@person) {
  @met_ours(@person)
  RETURN our, interaction.valid_from AS day, interaction
  UNION ALL
  MATCH (@person)-[flow:WROTE]-(our:Person)
  WHERE our.id IN $ours AND our <> @person
  RETURN our, @last_wrote(flow) AS day, null AS interaction
  UNION ALL
  MATCH (@person)-[tie:TIE]-(our:Person)
  WHERE our.id IN $ours AND @holds(tie)
  RETURN our, @contact(tie) AS day, null AS interaction
}
FILTER day IS NOT NULL
