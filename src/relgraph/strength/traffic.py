"""Traffic by month: out of days, out of what sources tell that keep no days, and out of several sources."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from relgraph.core.errors import InputError
from relgraph.strength.model import Encounter, PairEvidence, TrafficMonth
from relgraph.traffic.model import TrafficChannel

_Key = tuple[bool, TrafficChannel, date]


def by_month(days: Iterable[date], *, by_one: bool, channel: TrafficChannel) -> list[TrafficMonth]:
    """Months out of the days of single mails, messages or calls; a day counts once a mail."""
    masks, counts = defaultdict[date, int](int), defaultdict[date, int](int)
    for day in days:
        month = day.replace(day=1)
        masks[month] |= 1 << day.day - 1
        counts[month] += 1
    return [TrafficMonth(by_one, channel, month, masks[month], counts[month]) for month in sorted(masks)]


def spread(
    *, total: int, active_days: int, first: date, last: date, by_one: bool, channel: TrafficChannel
) -> list[TrafficMonth]:
    """Months out of a number of days whose first and last alone are known: evenly spread between these.

    `total` of the whole is told of each month by its share of the days, rounded up. Raises InputError when that many
    days do not fit between the two, or the total is smaller than the days.
    """
    between = (last - first).days
    if not (1 <= active_days <= between + 1 and (active_days > 1 or between == 0)):
        raise InputError(
            f"active_days is {active_days}, which cannot be from {first} to {last}.",
            field="active_days",
            remedy="Count the first and the last day, and each day once.",
        )
    if total < active_days:
        raise InputError(
            f"total is {total}, fewer than active_days, {active_days}.",
            field="total",
            remedy="Count at least one for each day.",
        )
    steps = max(1, active_days - 1)
    # Halves up, so that the same days come out wherever they are computed.
    days = [date.fromordinal(first.toordinal() + (2 * n * between + steps) // (2 * steps)) for n in range(active_days)]
    return [
        month._replace(total=-(-total * month.total // active_days), estimated=True)
        for month in by_month(days, by_one=by_one, channel=channel)
    ]


def merged(sources: Iterable[PairEvidence]) -> PairEvidence:
    """What several sources tell of one pair, in the same order of the two, as one: nothing counts twice.

    Days are joined, of counts the greatest counts, and an encounter that is told alike is one.
    """
    traffic: dict[_Key, TrafficMonth] = {}
    encounters: dict[Encounter, None] = {}
    for source in sources:
        for month in source.traffic:
            key = (month.by_one, month.channel, month.month)
            known = traffic.get(key)
            traffic[key] = _joined(known, month) if known else month
        encounters.update(dict.fromkeys(source.encounters))
    return PairEvidence([traffic[key] for key in sorted(traffic)], sorted(encounters))


def turned(evidence: PairEvidence) -> PairEvidence:
    """The same pair with its two named the other way round."""
    return PairEvidence([month._replace(by_one=not month.by_one) for month in evidence.traffic], evidence.encounters)


def _joined(one: TrafficMonth, other: TrafficMonth) -> TrafficMonth:
    estimated = one.estimated or other.estimated
    return one._replace(days=one.days | other.days, total=max(one.total, other.total), estimated=estimated)
