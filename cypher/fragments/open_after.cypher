// A finding was open after a run: it was opened up to then more often than closed.
// @finding: the finding
// @run: the run's number
(size([n IN @finding.opened WHERE n <= @run]) > size([n IN @finding.closed WHERE n <= @run]))
