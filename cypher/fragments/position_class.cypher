// How much the seat of a registered key contact weighs on the day, S most; null where nobody has said.
// @person: the contact
// @account: the organisation
head(COLLECT {
  MATCH (@account)<-[entry:KEY_CONTACT_OF]-(@person)
  WHERE @holds(entry) AND entry.position_class IS NOT NULL
  RETURN entry.position_class ORDER BY @class_order(entry.position_class) LIMIT 1
})
