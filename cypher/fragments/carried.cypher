// How many sponsorships somebody carries on the day.
// @person: the sponsor
COUNT { (@person)-[carries:SPONSORS]->() WHERE @holds(carries) }
