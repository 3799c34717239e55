"""What a decision chain tells (method M3): members, voices, ways, readiness, what next, and what if."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from relgraph.kinds.role import RoleLetter
from relgraph.people.model import PersonCard

MAX_PEOPLE_READ = 5000
"""The most people around a chain to whom somebody leads that are read."""
MAX_VOICES = 10
"""The most voices that are told of one member."""
MAX_CHANGES = 20
"""The most changes that one *what if* makes."""
NEXT_CONTACTS = 3
"""How many contacts worth most are told (method M3)."""


class ChainState(StrEnum):
    """Where somebody stands in a deal: ours from level 1 on, neutral at 0, against us at -1."""

    OURS = "ours"
    NEUTRAL = "neutral"
    AGAINST = "against"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, level: int | None) -> "ChainState":
        """That of a level of support; None is unknown, and not neutral."""
        if level is None:
            return cls.UNKNOWN
        return cls.OURS if level > 0 else cls.NEUTRAL if level == 0 else cls.AGAINST


class ChainPartCode(StrEnum):
    """What the readiness is made of; the names are those of the playbook."""

    STANCE = "stance"
    SWAY = "sway"
    ACCESS = "access"
    COACH = "coach"


class ChainLack(StrEnum):
    """Why a readiness is not assessed."""

    NO_KEY_ROLES = "no_key_roles"
    NO_STANCE = "no_stance"


class PartFact(BaseModel, frozen=True):
    """What led to a part: somebody (by id; None: nobody is known to hold the role) with their share of its points.

    `secured` points are known to be ours, `at_best` what there could be. `secured_by` and `possible_by` are ids of the
    people of the voice or way behind each, from the first to the member; empty without one.
    """

    person: str | None
    roles: list[RoleLetter]
    level: int | None
    points: float
    secured: float
    at_best: float
    secured_by: list[str]
    possible_by: list[str]


class ChainPart(BaseModel, frozen=True):
    """A part of the readiness, in points of 100: `secured`, `unknown`, and `lacking`: not there, or against us."""

    code: ChainPartCode
    points: float
    secured: float
    unknown: float
    lacking: float
    facts: list[PartFact]


class Readiness(BaseModel, frozen=True):
    """How ready a chain is, 0..100: what is known to speak for us, and what there is at best if all unknown is good.

    Both are None where it is not assessed, and `not_assessed` says why.
    """

    figure: float | None
    at_best: float | None
    not_assessed: ChainLack | None
    parts: list[ChainPart]


class ChainFact(BaseModel, frozen=True):
    """A relation by which somebody leads to another: strength or weight 0..1, None where unknown."""

    id: str
    kind: str
    strength: float | None
    basis: str | None
    since: date | None
    source: str | None


class ChainHop(BaseModel, frozen=True):
    """What leads from one person to another (ids), the strongest fact first."""

    by: str
    to: str
    facts: list[ChainFact]


class ChainWay(BaseModel, frozen=True):
    """People (ids) from the first to the last, and how strong that is, 0..1: between `least` and `most`."""

    people: list[str]
    least: float
    most: float


class Voice(ChainWay, frozen=True):
    """Somebody who sways a member in at most three steps. `sign`: 1 for us, 0 neutral, -1 against; None: unknown."""

    person: str
    level: int | None
    state: ChainState
    sign: int | None


class CompetitorReach(BaseModel, frozen=True):
    """How near a competitor stands to a member over one tie or two, and through whom of theirs (an id)."""

    competitor_id: str
    competitor: str
    competitor_english: str | None
    person: str
    least: float
    most: float


class ChainMember(BaseModel, frozen=True):
    """Who approves, decides or evaluates (an id), with where they stand, who sways them, and who reaches them.

    `share`: how much of the decision is theirs, 0..1. `say`: that, and what they sway of others' shares.
    `secured_way`: our best way through people who are known not to oppose us; `possible_way`: through whom nobody has
    said. None: there is none. `rival_nearer` is None where unknown strengths leave it open.
    """

    person: str
    roles: list[RoleLetter]
    level: int | None
    state: ChainState
    assessed: date | None
    source: str | None
    stale: bool | None
    sources_differ: bool
    share: float
    say: float
    voices: list[Voice]
    more_voices: int
    secured_way: ChainWay | None
    possible_way: ChainWay | None
    rivals: list[CompetitorReach]
    rival_nearer: bool | None


class KeyPerson(BaseModel, frozen=True):
    """Somebody (an id) whose say in the decision is large, member or not."""

    person: str
    roles: list[RoleLetter]
    state: ChainState
    say: float


class Blocker(BaseModel, frozen=True):
    """An opponent (an id) who is a member, or sways some, and how each of these is reached around them."""

    person: str
    roles: list[RoleLetter]
    blocks: list["BlockedMember"]


class BlockedMember(BaseModel, frozen=True):
    """A member (an id) whom an opponent sways: how strongly, our way around, and a supporter who sways them, too."""

    member: str
    strength: ChainWay
    way: ChainWay | None
    supporter: str | None


class MoveKind(StrEnum):
    """What to do about a contact."""

    MEET = "meet"
    ASK = "ask"
    RAISE = "raise"


class NextContact(BaseModel, frozen=True):
    """A contact (an id) that is worth it: what to do, and what it is expected to bring, in points of the readiness.

    `gain` is the mean over what may come of it (`outcomes`). `way`: how to get there, as far as is known.
    `members`: with whom of the chain it helps.
    """

    person: str
    move: MoveKind
    gain: float
    outcomes: list["MoveOutcome"]
    way: ChainWay | None
    members: list[str]
    en: str = ""
    zh: str = ""


class MoveOutcome(BaseModel, frozen=True):
    """Where somebody may turn out to stand, how likely, and how many points that brings."""

    level: int
    chance: float
    gain: float


class StanceTurn(BaseModel, frozen=True):
    """A contact (an id) turns to a level of support; None: nobody knows any more."""

    person: str
    level: int | None


class NewTie(BaseModel, frozen=True):
    """One of ours (an id) gets to know one of theirs."""

    ours: str
    theirs: str


class ChainChanges(BaseModel, frozen=True):
    """What is made up in a *what if*: all of it at once; who leaves is gone from the graph, with roles and ties."""

    turns: tuple[StanceTurn, ...] = ()
    leaves: tuple[str, ...] = ()
    ties: tuple[NewTie, ...] = ()

    @property
    def count(self) -> int:
        """How many changes there are."""
        return len(self.turns) + len(self.leaves) + len(self.ties)

    @property
    def people(self) -> list[str]:
        """Everybody who is named, each once."""
        named = [turn.person for turn in self.turns] + list(self.leaves)
        named += [person for tie in self.ties for person in (tie.ours, tie.theirs)]
        return list(dict.fromkeys(named))


class MemberChange(BaseModel, frozen=True):
    """What changes with a member (an id): states and ways before and after; `after` None: they are gone."""

    person: str
    before: ChainState
    after: ChainState | None
    points_before: float
    points_after: float


class WhatIf(BaseModel, frozen=True):
    """The readiness with the changes, and for whom of the members it differs."""

    changes: ChainChanges
    readiness: Readiness
    difference: float | None
    members: list[MemberChange]


class DecisionChain(BaseModel, frozen=True):
    """The decision chain of a deal (an id) on a day. `live`: it is under way. `truncated`: not all around it was read.

    `competitors_known`: whether anybody of a competitor is recorded. `people` are all that are named, by id; `hops`
    what leads from one to the next on the ways and voices.
    """

    opportunity: str
    as_of: date
    live: bool
    readiness: Readiness
    members: list[ChainMember]
    key_people: list[KeyPerson]
    coaches: list[str]
    blockers: list[Blocker]
    competitors_known: bool
    next_contacts: list[NextContact]
    what_if: WhatIf | None
    people: dict[str, PersonCard]
    hops: list[ChainHop]
    truncated: bool
