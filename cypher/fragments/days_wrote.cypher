// All days, up to the day asked about, on which one wrote to or called the other.
// @flow: the traffic of two, one way, by one channel
coll.flatten([n IN range(0, size(@flow.months) - 1) WHERE @flow.months[n] <= $as_of.year * 12 + $as_of.month - 1 |
  [bit IN range(0, 30) WHERE @days_of(@flow, n) / toInteger(2 ^ bit) % 2 = 1 |
    date({year: @flow.months[n] / 12, month: @flow.months[n] % 12 + 1, day: bit + 1})]])
