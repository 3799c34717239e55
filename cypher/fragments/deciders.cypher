// Who decides a deal, and whom ways to them go around. Binds person, foes (ids of opponents) and ours_against (those of ours).
// @opportunity: the deal
MATCH (@opportunity)<-[part:HAS_ROLE]-(person:Person)
WHERE part.role = 'D' AND @stands(part, person)
WITH DISTINCT @opportunity, person
LET foes = @opponents(@opportunity)
LET ours_against = [foe IN foes WHERE foe IN $ours]
