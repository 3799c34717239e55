// Whether anybody is with us on a day: has a seat in an organisation of kind vendor.
// access: read
// returns: one
// $as_of: the day asked about
// -> anybody: whether there is one
RETURN EXISTS {
  MATCH (us:Organization {kind: 'vendor'})
  @people_of(us)
} AS anybody
