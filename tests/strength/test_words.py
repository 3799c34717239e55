"""The line of evidence, to the letter, in both languages."""

from datetime import date, timedelta

import pytest

from relgraph.core.language import Language
from relgraph.strength.model import Encounter, EncounterKind, PairEvidence
from relgraph.strength.score import score
from relgraph.strength.traffic import by_month
from relgraph.strength.words import evidence_line
from relgraph.traffic.model import TrafficChannel
from tests.strength.numbers import NUMBERS

DAY = date(2026, 6, 30)
MAIL, MESSAGE, CALL = TrafficChannel


def ago(*days: int) -> list[date]:
    return [DAY - timedelta(n) for n in days]


def wrote(*days: int, by_one: bool = True, channel: TrafficChannel = MAIL) -> list:
    return by_month(ago(*days), by_one=by_one, channel=channel)


def met(*days: int, kind: EncounterKind = EncounterKind.MEETING) -> list[Encounter]:
    return [Encounter(day, kind) for day in ago(*days)]


CASES = [
    (
        PairEvidence([*wrote(*range(0, 62, 2)), *wrote(*range(0, 50, 2), by_one=False)], met(*range(12, 92, 10))),
        "8 meetings, last 12 days ago; mail on 31 days, balance 0.84",
        "会面8次，最近一次12天前；邮件31天，均衡度0.84",
    ),
    (PairEvidence([], met(0)), "1 meeting, last today", "会面1次，最近一次今天"),
    (PairEvidence([], met(1, 3)), "2 meetings, last yesterday", "会面2次，最近一次昨天"),
    (PairEvidence([], met(2)), "1 meeting, last 2 days ago", "会面1次，最近一次2天前"),
    (PairEvidence([], met(2, 3, kind=EncounterKind.CALL)), "calls on 2 days", "通话2天"),
    (
        PairEvidence([*wrote(3), *wrote(3, by_one=False, channel=MESSAGE), *wrote(3, 4, channel=CALL)]),
        "mail on 1 day, messages on 1 day, calls on 2 days, balance 0.33",
        "邮件1天、消息1天、通话2天，均衡度0.33",
    ),
    (PairEvidence(wrote(3, 4)), "unknown: mail on 2 days, one way only", "未知：邮件2天，仅单向"),
    (PairEvidence(), "unknown: no contact seen", "未知：未见联系"),
    (
        PairEvidence(
            [
                *(month._replace(estimated=True) for month in wrote(40, 30, 20, 10, 0)),
                *wrote(0, 40, by_one=False),
            ]
        ),
        "mail on about 5 days, balance 0.4",
        "邮件约5天，均衡度0.4",
    ),
    (
        PairEvidence([*wrote(*range(60, 160, 5)), *wrote(*range(60, 160, 5), by_one=False)]),
        "mail on 20 days, balance 1; silent for 60 days, usually every 5 days",
        "邮件20天，均衡度1；已沉默60天，平时每5天联系一次",
    ),
    (
        PairEvidence([*wrote(*range(30, 40)), *wrote(*range(30, 40), by_one=False)]),
        "mail on 10 days, balance 1; silent for 30 days, usually every day",
        "邮件10天，均衡度1；已沉默30天，平时每天联系",
    ),
]


@pytest.mark.parametrize(("pair", "english", "chinese"), CASES)
def test_the_line_of_evidence(pair: PairEvidence, english: str, chinese: str) -> None:
    told = score(pair, DAY, NUMBERS)
    assert evidence_line(told, Language.EN) == english
    assert evidence_line(told, Language.ZH) == chinese
