// The ties between ours and an account's people. Binds place, person, our and tie.
// @account: the organisation
@places(@account)
MATCH (place)<-[seat:HOLDS]-(person:Person)
WHERE person.id IN $known AND @stands(seat, person)
MATCH (person)-[tie:TIE]-(our)
LET id = our.id
FILTER id IN $ours
WITH place, person, our, tie
FILTER @holds(tie)
