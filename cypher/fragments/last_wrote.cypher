// The last day, by the day asked about, on which one wrote to or called the other; null where there was none. Months are numbered,
// and days are bits (src/relgraph/traffic/model.py): those above the day are cut off, and the highest bit is found by a logarithm,
// which half a bit more keeps from falling short.
// @flow: the traffic of two, one way, by one channel
head([n IN range(size(@flow.months) - 1, 0, -1)
  WHERE @flow.months[n] <= $as_of.year * 12 + $as_of.month - 1
    AND @days_of(@flow, n) > 0 |
  date({year: @flow.months[n] / 12, month: @flow.months[n] % 12 + 1, day: toInteger(log(@days_of(@flow, n) + 0.5) / log(2)) + 1})])
