// What a relation of unknown strength is assumed to be counts: it is a reporting line, whose kind says it, or nothing recorded
// leads the same way (docs/paths.md). True of a relation whose strength is recorded.
// @relation: a tie, influence or reporting line between the two
// @origin: who introduces
// @to: to whom
(@relation:REPORTS_TO OR coalesce(@relation.strength, @relation.weight) IS NOT NULL OR NOT @recorded(@origin, @to))
