// Takes the delivery that is due longest for one replica, for a while. The clock is the database's.
// access: write
// returns: maybe
// $owner: who takes it
// $lease: milliseconds after which others may take it
// $run: only of this run; null for all
// -> id: its id
// -> run: number of the run it tells of
// -> channel: webhook or mail
// -> target: whom it goes to
// -> attempts: how often it was tried, with this time
MATCH (delivery:AuditDelivery)
WHERE delivery.state = 'pending' AND delivery.due_at <= datetime.realtime() AND ($run IS NULL OR delivery.run = $run)
WITH delivery ORDER BY delivery.due_at, delivery.id LIMIT 20
// Whoever writes here makes all others wait until the transaction ends: who had to wait sees that it is taken.
SET delivery.asked_by = $owner
WITH delivery
FILTER delivery.state = 'pending' AND delivery.due_at <= datetime.realtime()
WITH delivery ORDER BY delivery.due_at, delivery.id LIMIT 1
SET delivery.holder = $owner, delivery.attempts = delivery.attempts + 1,
  delivery.due_at = datetime.realtime() + duration({milliseconds: $lease})
RETURN delivery.id AS id, delivery.run AS run, delivery.channel AS channel, delivery.target AS target,
  delivery.attempts AS attempts
