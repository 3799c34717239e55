"""Traffic by month out of days."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from relgraph.strength.model import TrafficMonth
from relgraph.traffic.model import TrafficChannel


def by_month(days: Iterable[date], *, by_one: bool, channel: TrafficChannel) -> list[TrafficMonth]:
    """Months out of the days of single mails, messages or calls; a day counts once a mail."""
    masks, counts = defaultdict[date, int](int), defaultdict[date, int](int)
    for day in days:
        month = day.replace(day=1)
        masks[month] |= 1 << day.day - 1
        counts[month] += 1
    return [TrafficMonth(by_one, channel, month, masks[month], counts[month]) for month in sorted(masks)]
