// Somebody may sway another on the day: the other listens to them, or reports to them.
// @relation: an influence or a reporting line between the two
// @to: who is swayed
// @by: who sways
(@stands(@relation, @by) AND CASE WHEN @relation:INFLUENCES THEN startNode(@relation) = @by ELSE startNode(@relation) = @to END)
