// Somebody opposes a deal: of what is said of them in it, the newest is below 0, and of one day the least friendly counts.
// @said: their known assessments that hold, each with `deal`, `level` and `day` (the first of days where it is unknown)
any(one IN @said WHERE one.level < 0 AND none(newer IN @said WHERE newer.deal = one.deal AND newer.day > one.day))
