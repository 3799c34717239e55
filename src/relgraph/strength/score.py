"""The strength of a tie as contact tells it: pure functions of evidence, day and numbers (docs/strength.md).

    contact  = traffic * (one_way_share + (1 - one_way_share) * balance) + encounters
    strength = 1 - 2 ** (-contact / half_at), and never below the floor

where a day counts 2 ** (-age / half_life_days). Nobody's seniority has a part in it.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from relgraph.core.errors import InputError
from relgraph.playbook.strength import StrengthNumbers
from relgraph.strength.days import CHANNELS, FadingDays, Flows, Masks
from relgraph.strength.model import Encounter, EncounterKind, PairEvidence, PairStrength, StrengthParts
from relgraph.strength.seen import evidence_of, last_of, silence_of
from relgraph.traffic.model import TrafficChannel


def score(evidence: PairEvidence, as_of: date, numbers: StrengthNumbers) -> PairStrength:
    """The strength of a pair on a day, from contact up to it; what came later is not known.

    Raises InputError for a month that has no such days, and for encounters of fewer than two people.
    """
    return Scorer(as_of, numbers).score(evidence)


def score_all(pairs: Iterable[PairEvidence], as_of: date, numbers: StrengthNumbers) -> Iterator[PairStrength]:
    """The same of very many pairs, one by one in their order; what they share is worked out once."""
    return map(Scorer(as_of, numbers).score, pairs)


def next_due(evidence: PairEvidence, as_of: date, numbers: StrengthNumbers) -> date | None:
    """The first day on which the strength of `as_of` will have moved by the step if nothing happens after `as_of`.

    None when it never will: it is unknown, or its floor is nearer than that.
    """
    return score(evidence, as_of, numbers).due


class _Days(NamedTuple):
    """Days that count: faded by their age, and as if nothing faded."""

    faded: float = 0.0
    whole: float = 0.0


class _Sum(NamedTuple):
    traffic: _Days
    quieter: _Days
    encounters: _Days
    contact: float
    floor: float
    strength: float | None


class Brief(NamedTuple):
    """A strength, None when it is unknown, the last day of contact, and when the strength will have moved."""

    strength: float | None
    last: date | None
    due: date | None


class Scorer:
    """Scores pairs on one day by one set of numbers."""

    def __init__(self, as_of: date, numbers: StrengthNumbers) -> None:
        self.as_of, self.numbers = as_of, numbers
        self._fading = FadingDays(as_of, numbers.half_life_days)
        weights = {
            TrafficChannel.MAIL: 1.0,
            TrafficChannel.MESSAGE: numbers.message_weight,
            TrafficChannel.CALL: numbers.call_weight,
        }
        self._heaviest_first = sorted(
            ((weights[channel], 2 * place) for place, channel in enumerate(CHANNELS)), key=lambda each: -each[0]
        )
        self._kinds = {
            EncounterKind.MEETING: numbers.meeting_weight,
            EncounterKind.EVENT: numbers.event_weight,
            EncounterKind.CALL: numbers.call_weight,
        }

    def score(self, evidence: PairEvidence) -> PairStrength:
        """As the function `score`."""
        masks, estimated = self._fading.masks(evidence.traffic)
        met = [each for each in evidence.encounters if self._counts(each)] if evidence.encounters else []
        told = self._sum(masks, met)
        seen = evidence_of(masks, met, self.as_of, estimated=estimated)
        balance = told.quieter.faded / told.traffic.faded if told.traffic.faded else None
        return PairStrength(
            self.as_of,
            told.strength,
            StrengthParts(told.traffic.faded, balance, told.encounters.faded, told.contact, told.floor),
            seen,
            None if told.strength is None else silence_of(seen, self.numbers),
            None if told.strength is None else self._due(told.strength, told.contact, told.floor),
        )

    def brief(self, flows: Flows, encounters: Sequence[Encounter]) -> Brief:
        """The same without what it is made of, of traffic as the graph has it: of millions of pairs it is not asked."""
        masks, _ = self._fading.masks_of(flows)
        met = [each for each in encounters if self._counts(each)] if encounters else []
        if not met and not _both_wrote(masks):
            return Brief(None, last_of(masks, met), None)
        told = self._sum(masks, met)
        due = None if told.strength is None else self._due(told.strength, told.contact, told.floor)
        return Brief(told.strength, last_of(masks, met), due)

    def _sum(self, masks: Masks, met: Sequence[Encounter]) -> _Sum:
        traffic, quieter = self._traffic(masks)
        encounters = self._encounters(met) if met else _Days()
        share = self.numbers.one_way_share
        contact = share * traffic.faded + (1 - share) * quieter.faded + encounters.faded
        whole = share * traffic.whole + (1 - share) * quieter.whole + encounters.whole
        floor = self.numbers.floor * self._curve(whole)
        known = bool(met) or _both_wrote(masks)
        strength = max(self._curve(contact), floor) if known else None
        return _Sum(traffic, quieter, encounters, contact, floor, strength)

    def _curve(self, contact: float) -> float:
        return -math.expm1(-contact / self.numbers.half_at * math.log(2))

    def _traffic(self, masks: Masks) -> tuple[_Days, _Days]:
        """Days on which either wrote, and on which the quieter of the two did, each by its heaviest channel."""
        sums, counted = [0.0] * 6, self._fading.mask
        for month in sorted(masks):
            of_month, taken = masks[month], [0, 0, 0]
            first = self._fading.first(month)
            for weight, place in self._heaviest_first:
                others, ones = of_month[place], of_month[place + 1]
                either = others | ones
                if not either:
                    continue
                for side, mask in enumerate((either, others, ones)):
                    if new := mask & ~taken[side]:
                        taken[side] |= new
                        sums[side] += weight * first * counted(new)
                        sums[side + 3] += weight * new.bit_count()
        return _Days(sums[0], sums[3]), _Days(min(sums[1], sums[2]), min(sums[4], sums[5]))

    def _counts(self, encounter: Encounter) -> bool:
        """Whether two were together: both came by our day, and to no crowd."""
        if encounter.both_came and encounter.participants < 2:  # noqa: PLR2004
            raise InputError(
                f"Two cannot both have come where {encounter.participants} did.",
                field="participants",
                remedy="Count everybody who came, the two as well.",
            )
        return encounter.both_came and encounter.day <= self.as_of and encounter.participants <= self.numbers.crowd

    def _encounters(self, met: Sequence[Encounter]) -> _Days:
        """Days with encounters; of several on a day the one that counts most."""
        days: dict[date, float] = {}
        for day, kind, participants, _ in met:
            weight = self._kinds[kind] * (participants - 1) ** -self.numbers.dilution
            days[day] = max(weight, days.get(day, 0.0))
        # Exact sums: they are the same in whatever order encounters are told.
        faded = math.fsum(weight * self._fading.day(day) for day, weight in days.items())
        return _Days(faded, math.fsum(days.values()))

    def _due(self, strength: float, contact: float, floor: float) -> date | None:
        """Contact fades by one factor a day as long as nothing happens, so that the day can be told from the curve."""
        numbers = self.numbers
        least = strength - numbers.step
        if least < floor or least <= 0:
            return None
        days = max(1, math.floor(numbers.half_life_days * math.log2(contact / self._inverse(least))))

        def moved(after: int) -> bool:
            return strength - self._curve(contact * math.exp2(-after / numbers.half_life_days)) >= numbers.step

        # Logarithms may miss by a day where that is close.
        while days > 1 and moved(days - 1):
            days -= 1
        while not moved(days):
            days += 1
        due = self.as_of.toordinal() + days
        return date.fromordinal(due) if due <= date.max.toordinal() else None

    def _inverse(self, strength: float) -> float:
        """The contact that makes a strength below 1."""
        return -self.numbers.half_at * math.log1p(-strength) / math.log(2)


def _both_wrote(masks: Masks) -> bool:
    """Weights may be 0, so that days are asked and not what they count."""
    ones = others = 0
    for of_month in masks.values():
        others |= of_month[0] | of_month[2] | of_month[4]
        ones |= of_month[1] | of_month[3] | of_month[5]
    return bool(ones and others)
