// How many deliveries are due, by the database's clock.
// access: read
// returns: one
// $run: only of this run; null for all
// -> count: how many
OPTIONAL MATCH (delivery:AuditDelivery {state: 'pending'})
WHERE delivery.due_at <= datetime.realtime() AND ($run IS NULL OR delivery.run = $run)
RETURN count(delivery) AS count
