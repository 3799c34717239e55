// When, by whom, how and in which transaction what a revision holds was replaced, and which of the revisions of a thing it is.
// @number: the place of the revision among those of the same thing
{replaced_at: $now, replaced_by: $by, operation: $operation, commit: $commit, number: @number}
