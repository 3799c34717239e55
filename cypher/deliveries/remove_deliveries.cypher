// Removes deliveries that were settled long ago: sent, given up, or with nothing to tell.
// access: write
// returns: none
// $days: how long they are kept, from when they were put into the outbox
MATCH (delivery:AuditDelivery)
WHERE delivery.created_at < datetime.realtime() - duration({days: $days}) AND delivery.state <> 'pending'
WITH delivery LIMIT 10000
DETACH DELETE delivery
