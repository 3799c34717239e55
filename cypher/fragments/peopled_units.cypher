// The units of an account with people in them or below them. Binds unit, and units, all of them.
// @account: the organisation
MATCH (@account)<-[:BELONGS_TO]-(unit:Unit)
WHERE @holds(unit) AND @peopled(unit)
WITH collect(unit) AS units
UNWIND units AS unit
