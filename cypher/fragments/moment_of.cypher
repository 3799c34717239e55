// When an interaction took place, as text in the order of time: its day, then its moment; of a day first what has no moment.
// @it: the interaction
toString(@it.valid_from) + coalesce(right('00000000000' + toString(@it.at.epochSeconds), 12), '')
