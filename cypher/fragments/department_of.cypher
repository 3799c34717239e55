// Where somebody's main seat is on the day: ids of unit (null: in no unit) and organization; null where no seat is known.
// @person: the person; may be null
head(COLLECT {
  MATCH (@person)-[in_department:HOLDS]->(department)
  WHERE @holds(in_department)
  OPTIONAL MATCH (department)-[:BELONGS_TO]->(department_of:Organization)
  RETURN {unit: CASE WHEN department_of IS NOT NULL THEN department.id END, organization: coalesce(department_of.id, department.id)}
    ORDER BY @main_first(in_department) LIMIT 1
})
