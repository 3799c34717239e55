"""Evidence of pairs put together and turned round, for properties of the score."""

from collections.abc import Iterable
from datetime import date

from relgraph.strength.model import Encounter, PairEvidence, TrafficMonth
from relgraph.traffic.model import TrafficChannel

_Key = tuple[bool, TrafficChannel, date]


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
