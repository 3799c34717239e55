"""Months of traffic: out of days, and out of several sources."""

from datetime import date

from relgraph.strength.model import Encounter, EncounterKind, PairEvidence, TrafficMonth
from relgraph.strength.traffic import by_month
from relgraph.traffic.model import TrafficChannel
from tests.strength.evidence import merged

MAIL = TrafficChannel.MAIL
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
NAMED = {"by_one": True, "channel": MAIL}


def test_days_become_masks() -> None:
    days = [date(2026, 6, 30), date(2026, 5, 1), date(2026, 6, 2), date(2026, 6, 30)]
    assert by_month(days, **NAMED) == [
        TrafficMonth(True, MAIL, MAY, 1, 1),
        TrafficMonth(True, MAIL, JUNE, 1 << 29 | 1 << 1, 3),
    ]


def test_sources_are_joined() -> None:
    met = Encounter(date(2026, 6, 3), EncounterKind.MEETING, 3)
    call = Encounter(date(2026, 6, 2), EncounterKind.CALL)
    one = PairEvidence([TrafficMonth(True, MAIL, JUNE, 0b0110, 5)], [met])
    other = PairEvidence(
        [TrafficMonth(True, MAIL, JUNE, 0b0011, 3, estimated=True), TrafficMonth(False, MAIL, MAY, 1, 1)], [call, met]
    )
    assert merged([one, other]) == PairEvidence(
        [TrafficMonth(False, MAIL, MAY, 1, 1), TrafficMonth(True, MAIL, JUNE, 0b0111, 5, estimated=True)], [call, met]
    )
    assert merged([]) == PairEvidence([], [])
