// The tier of an account on the day, as it was assessed last, and of assessments of one day the highest; null where nobody has
// assessed it.
// @account: the organisation
head(COLLECT {
  MATCH (@account)<-[assessment:ASSESSES_TIER]-(:Person)
  WHERE @holds(assessment)
  RETURN assessment.tier ORDER BY assessment.valid_from IS NULL, assessment.valid_from DESC,
    coll.indexOf(['strategic', 'partner', 'ordinary'], assessment.tier) LIMIT 1
})
