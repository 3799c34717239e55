// How one of an account's people is tied to ours, each of ours counted once: of several ties between two people the strongest
// known strength and the last contact known by the day count. Binds ties, warmest, strength, last_contact, and of how many of
// ours the two are known: strengths, contacts.
// @person: the person
CALL (@person) {
  MATCH (@person)-[tie:TIE]-(our:Person)
  WHERE @person.id IN $known AND our.id IN $ours AND @holds(tie)
  WITH our, max(tie.strength) AS strength, max(@contact(tie)) AS last
  ORDER BY coalesce(strength, -1.0) DESC, our.id
  RETURN count(our) AS ties, head(collect(our.id)) AS warmest, max(strength) AS strength, max(last) AS last_contact,
    count(strength) AS strengths, count(last) AS contacts
}
