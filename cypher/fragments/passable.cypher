// A person can stand between us and another on a way: nobody of ours, of a competitor or against the deal, and who does not
// decline introductions (docs/paths.md).
// @person: the person
// @foes: ids of the deal's opponents
(NOT @person.id IN $ours AND NOT @person.id IN $rivals AND NOT @person.id IN @foes AND @willing(@person))
