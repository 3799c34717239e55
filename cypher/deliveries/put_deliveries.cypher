// Puts one delivery for each target into the outbox, when the run was asked to tell; what is there already stays.
// access: write
// returns: none
// $number: the run that ended
// $targets: id (a new one), channel and target of each
MATCH (run:AuditRun {number: $number})
FILTER run.notify
UNWIND $targets AS target
MERGE (delivery:AuditDelivery {key: toString($number) + ' ' + target.channel + ' ' + target.target})
ON CREATE SET delivery.id = target.id, delivery.run = $number, delivery.channel = target.channel,
  delivery.target = target.target, delivery.state = 'pending', delivery.attempts = 0,
  delivery.created_at = datetime.realtime(), delivery.due_at = datetime.realtime()
