// The days of a month of traffic up to the day asked about, as bits; without the mark of days that were spread.
// @flow: the traffic of two, one way, by one channel
// @n: which of its months
(@flow.days[@n] % 2147483648
  % CASE WHEN @flow.months[@n] = $as_of.year * 12 + $as_of.month - 1 THEN toInteger(2 ^ $as_of.day) ELSE 2147483648 END)
