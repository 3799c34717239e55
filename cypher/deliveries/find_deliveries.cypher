// Deliveries, the latest first.
// access: read
// returns: many
// $states: only in these states; null for all
// $limit: most rows
// -> id: its id, which receivers see
// -> run: number of the run it tells of
// -> channel: webhook or mail
// -> target: whom it goes to: host and a short hash of the address
// -> state: pending, sent, dead, or quiet when there was nothing to tell
// -> attempts: how often it was tried
// -> created_at: when the run ended
// -> due_at: when it is tried next; null when it is settled
// -> ended_at: when it was sent or given up, or null
// -> error: why the last attempt failed, or null
MATCH (delivery:AuditDelivery)
WHERE delivery.created_at IS NOT NULL AND ($states IS NULL OR delivery.state IN $states)
WITH delivery ORDER BY delivery.created_at DESC, delivery.run DESC, delivery.channel, delivery.target LIMIT $limit
RETURN delivery.id AS id, delivery.run AS run, delivery.channel AS channel, delivery.target AS target,
  delivery.state AS state, delivery.attempts AS attempts, delivery.created_at AS created_at, delivery.due_at AS due_at,
  delivery.ended_at AS ended_at, delivery.error AS error
