// Accounts of whose people none of ours knows anybody, also when all who were recorded there have left.
// access: read
// returns: many
// @version: 1
// @title: Nobody of ours knows anybody there
// @title_zh: 我方无人认识该客户任何人
// @method: M2, M7
// @severity: high
// @scope: account
// @protects: An account that went dark, unnoticed, when the last who knew anybody there left.
// @protects_zh: 避免最后一名有联系的同事离开后，客户失联而无人察觉。
// @remedy: Ask who can introduce us, and let two of ours get to know people there.
// @remedy_zh: 寻找引荐人，并安排我方两人与其建立联系。
// @counts: accounts
// @counts_zh: 客户
// @evidence: none of ours knows any of the {people} people there
// @evidence_zh: 该客户{people}人中，我方无人认识
// @none no_people: nobody's seat there was ever recorded | 从未记录任何人在该客户任职
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// $known: ids of the accounts' people to whom one of ours has a tie, an influence or a line
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  // Seats that ended count as recorded: losing everybody is no reason to say nothing.
  RETURN EXISTS {
    @places(account)
    MATCH (place)<-[seat:HOLDS]-(:Person)
    WHERE @begun(seat)
  } AS recorded
}
CALL (account) {
  @known_there(account)
  WITH person LIMIT 1
  RETURN count(person) AS known_people
}
LET people = CASE WHEN recorded AND known_people = 0 THEN COUNT {
  @people_of(account)
  RETURN DISTINCT person
} END
LET fails =
  // <fails>
  known_people = 0
  // </fails>
LET population = CASE WHEN recorded THEN 1 ELSE 0 END
RETURN account.id AS account, population, CASE
  WHEN population > 0 THEN null
  ELSE 'no_people'
END AS not_assessed, [] AS unknown,
  CASE WHEN population > 0 AND fails THEN [{kind: 'organization', id: account.id, evidence: {people: people}}] ELSE [] END AS failures
