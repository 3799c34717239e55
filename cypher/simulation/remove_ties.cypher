// Takes back the ties that were imagined.
// access: write
// returns: one
// -> ties: how many
CALL () {
  MATCH ()-[tie:TIE {id: 'imagined'}]->()
  USING INDEX SEEK tie:TIE(id)
  DELETE tie
  RETURN count(*) AS ties
}
RETURN ties
