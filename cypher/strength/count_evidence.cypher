// How much contact is recorded at all.
// access: read
// returns: one
// -> count: flows of traffic and participations, together
RETURN COUNT { ()-[:WROTE]->() } + COUNT { ()-[:TOOK_PART]->() } AS count
