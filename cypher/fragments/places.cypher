// An organisation and its units, where seats are. Binds place.
// @organization: the organisation
CALL (@organization) {
  RETURN @organization AS place
  UNION ALL
  MATCH (@organization)<-[:BELONGS_TO]-(place:Unit) RETURN place
}
