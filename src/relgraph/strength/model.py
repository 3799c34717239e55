"""What strength is told from, and what is told: contact of a pair, and its strength on a day (method M14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from relgraph.traffic.model import TrafficChannel


class EncounterKind(StrEnum):
    """How two were together, in groups of what the method knows.

    * meeting: few who talk: visit, business exchange, company or reference-site visit, meal;
    * event: many for an occasion: forum, expo, summit, training, milestone, social;
    * call: a call in which both spoke, told one by one.
    """

    MEETING = "meeting"
    EVENT = "event"
    CALL = "call"


class TrafficMonth(NamedTuple):
    """What one of a pair sent the other over a channel in a month.

    `by_one`: by the one of the pair who is named first; `month`: its first day; `days`: on which days, bit d - 1 for
    day d; `total`: how many, which strength does not look at. `estimated`: the days are guessed (`traffic.spread`).
    Calls are attempts here: a call in which both spoke is an Encounter.
    """

    by_one: bool
    channel: TrafficChannel
    month: date
    days: int
    total: int
    estimated: bool = False


class Encounter(NamedTuple):
    """Two were together: on a day, among `participants` who came (at least 2); `both_came`: the two did."""

    day: date
    kind: EncounterKind
    participants: int = 2
    both_came: bool = True


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """All contact of two people, in any order. Where `traffic` tells a month several times, days are joined."""

    traffic: Sequence[TrafficMonth] = ()
    encounters: Sequence[Encounter] = ()


@dataclass(frozen=True, slots=True)
class StrengthParts:
    """What a strength is made of; full days are days on which both wrote, each faded by its age.

    `traffic`: days with traffic either way, faded, by the weight of the day's heaviest channel; `balance` (0..1): on
    what share of these the quieter of the two wrote, None without traffic; `encounters`: days with encounters, faded,
    weighed and diluted; `contact`: full days in all, which the curve makes a strength of; `floor` (0..1): what the
    strength never falls below.
    """

    traffic: float
    balance: float | None
    encounters: float
    contact: float
    floor: float


@dataclass(frozen=True, slots=True)
class ContactEvidence:
    """What was seen of a pair up to the day.

    Days with mail, messages and calls either way; `meetings`: days on which both came to a meeting or event that is no
    crowd, as two sources may tell of the same one; `last_meeting`: the last of them, `last_meeting_days`: how many
    days ago. `first` and `last`: the first and last day of any contact; `days`: how many days had any.
    `estimated`: some days are guessed, as a source told their number alone.
    """

    meetings: int
    last_meeting: date | None
    last_meeting_days: int | None
    mail_days: int
    message_days: int
    call_days: int
    days: int
    first: date | None
    last: date | None
    estimated: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """When a pair falls silent, if nothing happens: `begins` on a day; `usual_gap`: the mean days between contacts."""

    begins: date
    usual_gap: float


@dataclass(frozen=True, slots=True)
class PairStrength:
    """How strong a tie is on a day, and why.

    `strength` (0..1) is None when unknown: the two never answered each other, nor met. `due`: the first day on which it
    will have moved by the step if nothing happens, None if it never will. `silence` is None when too little was seen
    for a usual gap; `silent`: it has begun by the day.
    """

    as_of: date
    strength: float | None
    parts: StrengthParts
    evidence: ContactEvidence
    silence: Silence | None
    due: date | None

    @property
    def silent(self) -> bool:
        """Whether nothing was heard for much longer than usual."""
        return self.silence is not None and self.silence.begins <= self.as_of
