"""What was seen of a pair: the days that are told beside its strength, and when it falls silent."""

import math
from collections.abc import Sequence
from datetime import date

from relgraph.playbook.strength import StrengthNumbers
from relgraph.strength.days import CHANNELS, Masks
from relgraph.strength.model import ContactEvidence, Encounter, EncounterKind, Silence
from relgraph.traffic.model import TrafficChannel, first_of, number_of

_CALLS = CHANNELS.index(TrafficChannel.CALL)


def evidence_of(masks: Masks, met: Sequence[Encounter], as_of: date, *, estimated: bool) -> ContactEvidence:
    """Contact up to a day, in days; `met`: the encounters that count."""
    by_month = {
        month: [sides[0] | sides[1], sides[2] | sides[3], sides[4] | sides[5], 0] for month, sides in masks.items()
    }
    for each in met:
        sides = by_month.setdefault(number_of(each.day), [0, 0, 0, 0])
        sides[_CALLS if each.kind is EncounterKind.CALL else -1] |= 1 << each.day.day - 1
    mail = messages = calls = meetings = days = 0
    for one, two, three, four in by_month.values():
        mail += one.bit_count()
        messages += two.bit_count()
        calls += three.bit_count()
        meetings += four.bit_count()
        days += (one | two | three | four).bit_count()
    last_meeting = max((each.day for each in met if each.kind is not EncounterKind.CALL), default=None)
    return ContactEvidence(
        meetings=meetings,
        last_meeting=last_meeting,
        last_meeting_days=(as_of - last_meeting).days if last_meeting else None,
        mail_days=mail,
        message_days=messages,
        call_days=calls,
        days=days,
        first=_first(by_month) if by_month else None,
        last=_last(by_month) if by_month else None,
        estimated=estimated,
    )


def last_of(masks: Masks, met: Sequence[Encounter]) -> date | None:
    """The last day of any contact; as in `evidence_of`."""
    days = [each.day for each in met]
    if masks:
        month = max(masks)
        one, two, three, four, five, six = masks[month]
        days.append(first_of(month).replace(day=(one | two | three | four | five | six).bit_length()))
    return max(days, default=None)


def silence_of(seen: ContactEvidence, numbers: StrengthNumbers) -> Silence | None:
    """When a pair falls silent if nothing happens; None when it had too few days of contact for a usual gap."""
    if seen.first is None or seen.last is None or seen.days < numbers.silence_least_days:
        return None
    usual_gap = (seen.last - seen.first).days / (seen.days - 1)
    wait = max(numbers.silence_shortest_days, math.ceil(numbers.silence_factor * usual_gap))
    begins = seen.last.toordinal() + wait
    return Silence(date.fromordinal(begins), usual_gap) if begins <= date.max.toordinal() else None


def _first(by_month: dict[int, list[int]]) -> date:
    month = min(by_month)
    mask = _any(by_month[month])
    return first_of(month).replace(day=(mask & -mask).bit_length())


def _last(by_month: dict[int, list[int]]) -> date:
    month = max(by_month)
    return first_of(month).replace(day=_any(by_month[month]).bit_length())


def _any(sides: list[int]) -> int:
    return sides[0] | sides[1] | sides[2] | sides[3]
