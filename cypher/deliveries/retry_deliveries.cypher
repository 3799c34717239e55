// Lets dead deliveries be tried again at once, from the first attempt.
// access: write
// returns: one
// $id: only this one; null for all that are dead
// -> count: how many
OPTIONAL MATCH (delivery:AuditDelivery {state: 'dead'})
WHERE $id IS NULL OR delivery.id = $id
SET delivery.state = 'pending', delivery.attempts = 0, delivery.due_at = datetime.realtime(), delivery.ended_at = null
RETURN count(delivery) AS count
