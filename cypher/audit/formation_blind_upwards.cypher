// Key contacts above whom people are known, none of whom the owner has a link to.
// access: read
// returns: many
// @version: 1
// @title: Owner blind upwards
// @title_zh: 责任人向上失明
// @method: M7
// @severity: medium
// @scope: account
// @protects: Owners who bring no fresh information from above.
// @protects_zh: 避免责任人无法从上层获得新信息。
// @remedy: Let the owner get to know whoever stands above the contact: ask the contact to introduce them.
// @remedy_zh: 安排责任人认识联系人的上级，可请联系人引荐。
// @counts: registered key contacts with their A-owners
// @counts_zh: 登记的关键客户及其A角
// @evidence: {above} known above the contact, {linked} linked to the owner
// @evidence_zh: 联系人的上级已知{above}人，与责任人有联系{linked}人
// @suggestion: {through} answers for {contact}
// @suggestion_zh: {contact}由{through}负责
// @none no_owners: no registered key contact has an A-owner with us | 登记的关键客户均无在职A角
// @reason above_unknown: nobody above them is known | 其上级均未知
// $accounts: ids of customers, a batch of them
// $as_of: the day asked about
// $ours: ids of our people on the day
// $levels: int 1..3 = playbook formation.levels; so many steps up or down still make the layer above or below
// $period_days: int 1..3650 = playbook formation.period_days; activities of so many days are looked at
// -> account: id of the account
// -> population: how many were looked at
// -> not_assessed: why nothing could be judged, a code of the header; null when something could
// -> unknown: those who were looked at and could not be judged
// -> failures: those that fail, with evidence
UNWIND $accounts AS id
MATCH (account:Organization {id: id})
CALL (account) {
  @owned_contacts(account)
  LET top = coalesce(@layer_of(person) = 1, false)
  CALL (person, owner) {
    @layer_above(person)
    FILTER NOT member.id IN $ours
    WITH DISTINCT owner, member
    LET known = EXISTS {
      MATCH (owner)-[tie:TIE]-(member)
      WHERE @holds(tie)
    } OR EXISTS {
      MATCH (owner)-[own_part:TOOK_PART]->(interaction:Interaction)<-[their_part:TOOK_PART]-(member)
      WHERE interaction.valid_from >= $as_of - duration({days: $period_days}) AND @holds(interaction)
        AND @took_part(own_part) AND @took_part(their_part)
    }
    RETURN count(*) AS above, count(CASE WHEN known THEN member END) AS linked
  }
  LET fails =
    // <fails>
    CASE WHEN top THEN false WHEN above > 0 THEN linked = 0 END
    // </fails>
  WITH * ORDER BY person.id, owner.id
  RETURN count(*) AS population,
    collect(CASE WHEN fails IS NULL THEN {kind: 'person', id: person.id, other: owner.id} END) AS unknown,
    collect(CASE WHEN fails THEN {kind: 'person', id: person.id, other: owner.id, contact: person.id, through: owner.id,
      evidence: {above: above, linked: linked}} END) AS failures
}
RETURN account.id AS account, population, CASE
  WHEN population > size(unknown) THEN null
  WHEN population > 0 THEN 'above_unknown'
  ELSE 'no_owners'
END AS not_assessed, unknown, failures
