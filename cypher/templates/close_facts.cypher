// Ends each version of these facts of one kind where the next one begins, keeping what that replaces as a revision.
// access: write
// returns: one
// @label: type of the relationship
// @noun: what a fact of the kind is called, quoted
// $ids: ids of the facts
// $now: the moment of recording
// $operation: what is recording, for the revisions
// $commit: names the transaction, for the note of the change
// $by: who records it; null when nobody has to say
// -> count: how many versions were shortened
UNWIND $ids AS id
MATCH ()-[version:@label {id: id}]->()
USING INDEX SEEK version:@label (id)
WITH id, version ORDER BY coalesce(version.valid_from, date('-9999-01-01'))
WITH id, collect(version) AS versions
UNWIND range(0, size(versions) - 2) AS i
LET earlier = versions[i], later = versions[i + 1]
FILTER earlier.valid_to IS NULL OR earlier.valid_to > later.valid_from
LET number = 1 + COUNT { (:Revision {id: earlier.id}) }
CREATE (revision:Revision)
SET revision = properties(earlier), revision.noun = @noun,
  revision.ends = [startNode(earlier).id, endNode(earlier).id],
  revision += @revised(number)
SET earlier.valid_to = later.valid_from
RETURN count(*) AS count
