// Every interaction that had taken place by the day and, where $wanted names who or what it was with, those of the first of
// these. Binds entity.
CALL () {
  WHEN $wanted.person IS NOT NULL THEN {
    @interaction_of_person($wanted.person)
    RETURN entity
  }
  WHEN $wanted.with_person IS NOT NULL THEN {
    @interaction_of_person($wanted.with_person)
    RETURN entity
  }
  WHEN $wanted.unit IS NOT NULL THEN {
    @interaction_of_unit($wanted.unit)
    RETURN entity
  }
  WHEN $wanted.opportunity IS NOT NULL THEN {
    @interaction_of_opportunity($wanted.opportunity)
    RETURN entity
  }
  WHEN $wanted.account IS NOT NULL THEN {
    @interaction_of_account($wanted.account)
    RETURN entity
  }
  ELSE {
    MATCH (entity:Interaction)
    WHERE entity.valid_from >= coalesce($wanted.day_from, date('-9999-01-01')) AND entity.valid_from <= $as_of
      AND @holds(entity)
    RETURN entity
  }
}
