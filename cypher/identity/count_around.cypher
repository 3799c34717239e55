// What is recorded around people and organisations, by its kind: what a merge would move.
// access: read
// returns: many
// $ids: ids of people or organisations
// -> id: whose
// -> counts: type of each relationship, and how many there are
// -> findings: how many open findings are about it
UNWIND $ids AS id
MATCH (entity:Person|Organization {id: id})
LET counts = COLLECT {
  MATCH (entity)-[fact]-()
  WITH type(fact) AS type, count(DISTINCT coalesce(fact.id, elementId(fact))) AS number
  RETURN {type: type, number: number} ORDER BY type
}
RETURN id, counts, COUNT { (finding:AuditFinding {subject: id}) WHERE finding.open } AS findings
