// Records what an attempt led to, by who holds the delivery.
// access: write
// returns: none
// $id: the delivery
// $owner: who holds it
// $state: pending, sent, dead or quiet
// $error: why it failed, or null
// $wait: milliseconds until the next attempt; null when there is none
MATCH (delivery:AuditDelivery {id: $id, holder: $owner})
SET delivery.state = $state, delivery.error = $error, delivery.holder = null,
  delivery.due_at = CASE WHEN $wait IS NOT NULL THEN datetime.realtime() + duration({milliseconds: $wait}) END,
  delivery.ended_at = CASE $state WHEN 'pending' THEN null ELSE datetime.realtime() END
