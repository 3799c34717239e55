"""Paths to people: what is asked, hops, strengths and where these come from (method M16)."""

from datetime import date
from enum import StrEnum
from math import prod
from typing import Annotated

from pydantic import BaseModel, Field, computed_field

from relgraph.kinds.organization import OrganizationKind
from relgraph.kinds.tie import ASSUMED_STRENGTH, TieOrigin
from relgraph.people.model import PersonCard
from relgraph.record.fields import Fraction, Id

MAX_HOPS = 6
"""The longest path that is ever searched."""
MAX_PATHS = 100
"""The most paths one answer holds."""
NEGLIGIBLE = 1e-9
"""Paths that score less, one in a billion, are not looked for."""
DIGITS = 12
"""Decimals that scores are told and compared by; also a literal in the query file."""

FRESH_DAYS = 90
"""A contact at most so many days ago, a quarter, is fresh (method M14)."""
COOLING_DAYS = 365
"""One at most so many days ago, a year, is cooling; an older one is cold (method M14)."""

Factor = Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)]
"""What a score is multiplied by: more than 0, at most 1."""


class Relation(StrEnum):
    """By what a hop goes from one person to the next."""

    TIE = "tie"
    INFLUENCE = "influence"
    REPORTS_TO = "reports_to"
    MANAGES = "manages"


class RelationKind(StrEnum):
    """The kinds of relation that hops can use: a line is used upwards (reports to) and downwards (manages)."""

    TIE = "tie"
    INFLUENCE = "influence"
    LINE = "line"


class Diversity(StrEnum):
    """How much the listed paths must differ.

    `none`: the best paths, however alike. `distinct_introducer`: nobody makes the last hop of two of them.
    `node_disjoint`: nobody stands between start and target on two of them. The latter two are chosen greedily: each
    is the best path that fits those before it.
    """

    NONE = "none"
    DISTINCT_INTRODUCER = "distinct_introducer"
    NODE_DISJOINT = "node_disjoint"


class Freshness(StrEnum):
    """How long ago two people were last in contact (method M14: warmth decays, use keeps it)."""

    FRESH = "fresh"
    COOLING = "cooling"
    COLD = "cold"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, days: int | None) -> "Freshness":
        """That of a contact so many days ago; unknown when no contact is known, which is not cold."""
        if days is None:
            return cls.UNKNOWN
        if days <= FRESH_DAYS:
            return cls.FRESH
        return cls.COOLING if days <= COOLING_DAYS else cls.COLD


class AssumedStrengths(BaseModel, frozen=True):
    """Strengths, 0..1, of hops that record none: unknown ones, and reporting lines. A hop says when one was used.

    A manager's word opens the door to those below (down) more easily than a subordinate's to those above (up); a dotted
    line carries less than a solid one (method M3, M16).
    """

    tie: Fraction = ASSUMED_STRENGTH
    influence: Fraction = 0.3
    solid_up: Fraction = 0.6
    solid_down: Fraction = 0.9
    dotted_up: Fraction = 0.4
    dotted_down: Fraction = 0.6


class Load(BaseModel, frozen=True):
    """How open asks weigh (method M15): `factor` for each beyond `free`; a light one is half, a heavy one two."""

    free: Annotated[int, Field(ge=0, le=1000)] = 2
    factor: Factor = 0.8


class PathOptions(BaseModel, frozen=True):
    """What a path may use and how it is scored.

    `max_hops` 1..6; `relations` that hops use; `least_strength` of each hop, 0..1; `hop_factor` multiplies the
    likelihood for each hop (1: no penalty); `unknown_support` multiplies it for each intermediary at the opportunity's
    account whose support in it is unknown (1: shown, not discounted); `avoid` names organisations whose people are no
    way, as competitors' never are and `partners`' may be; where `prefer` names organisations, each intermediary from
    elsewhere multiplies the score, not the likelihood, by `preference`.
    """

    max_hops: Annotated[int, Field(ge=1, le=MAX_HOPS)] = 4
    relations: Annotated[frozenset[RelationKind], Field(min_length=1)] = frozenset(RelationKind)
    least_strength: Fraction = 0.0
    assumed: AssumedStrengths = AssumedStrengths()
    hop_factor: Factor = 1.0
    load: Load = Load()
    unknown_support: Factor = 1.0
    partners: bool = True
    avoid: tuple[Id, ...] = ()
    prefer: tuple[Id, ...] = ()
    preference: Factor = 0.5
    diversity: Diversity = Diversity.NONE


class Starts(BaseModel, frozen=True):
    """Whom paths start from; all of our people when nothing is given, else those whom any part names.

    `people`; a `team`: who sits in that unit or its sub-units; `owners_of`: owners of that account's contacts;
    `held`: everybody known to support us strongly (2 or more) in some opportunity.
    """

    people: tuple[Id, ...] = ()
    team: Id | None = None
    owners_of: Id | None = None
    held: bool = False

    @property
    def all_of_ours(self) -> bool:
        """Nothing is named."""
        return not (self.people or self.team or self.owners_of or self.held)


class Targets(BaseModel, frozen=True):
    """Whom paths lead to: `people`, who decides or approves (D, A) in an opportunity, or who sits in a unit."""

    people: tuple[Id, ...] = ()
    deciders_of: Id | None = None
    unit: Id | None = None


class FoundPath(BaseModel, frozen=True):
    """A path as a search tells it: its score, and the ids of its people from the start to the target."""

    score: float
    people: list[str]

    @property
    def introducer(self) -> str:
        """Who makes the last hop."""
        return self.people[-2]

    @property
    def intermediaries(self) -> list[str]:
        """Those between start and target."""
        return self.people[1:-1]


class SearchResult(BaseModel, frozen=True):
    """What one search found, the best first.

    Nothing that scores more than `dropped` was left out of the search (0: nothing was); `visited` counts the people
    that it reached, in each of its levels.
    """

    paths: list[FoundPath]
    dropped: float
    visited: int


class Alternative(BaseModel, frozen=True):
    """A usable relation between the two people of a hop; see `Hop`."""

    relation: Relation
    strength: float
    assumed: bool
    strength_origin: TieOrigin | None = None
    basis: str | None
    since: date | None
    until: date | None
    last_contact: date | None
    source: str | None
    fact_id: str


class Hop(Alternative, frozen=True):
    """One step of a path, by the strongest usable relation between two people.

    `strength` is 0..1; `assumed`: it is a default; `strength_origin`: None where it was recorded, or is assumed.
    `since` is None when unknown; `until` is the day a relation is known to end. `last_contact` is the latest over any
    tie of the two by the day asked about; `days_since_contact`: how long ago; None when none is known. `manager_left`:
    the manager has left where the other sits. `alternatives` are other usable relations, the strongest first.
    """

    origin: PersonCard
    to: PersonCard
    days_since_contact: int | None
    manager_left: bool = False
    alternatives: list[Alternative]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def freshness(self) -> Freshness:
        """How fresh the contact between the two is."""
        return Freshness.of(self.days_since_contact)


class Intermediary(BaseModel, frozen=True):
    """Somebody between start and target, and how passing through them bears on the path.

    `open_asks` made of them, which weigh `ask_load` together; `load_factor`, `support_factor`, `preference_factor`:
    what each multiplies by (1: nothing); `support_unknown`: they sit at the opportunity's account and their support in
    it is unknown: a risk.
    """

    person: PersonCard
    open_asks: int
    ask_load: float
    load_factor: float
    support_unknown: bool
    support_factor: float
    preference_factor: float


class StandIn(Intermediary, frozen=True):
    """Somebody else who could take an intermediary's place between the same two people.

    `reached` and `onward`: the relations to them and from them; `likelihood`: the path's with them in place, 0..1.
    """

    reached: Alternative
    onward: Alternative
    likelihood: float


class DescribedPath(BaseModel, frozen=True):
    """What the describing query says of one path, less hops that have ended since; `place` is its rank, from 0."""

    place: int
    hops: list[Hop]
    intermediaries: list[Intermediary]


class WarmPath(BaseModel, frozen=True):
    """A way from one of the starts to a target, explained.

    `score` ranks it: the likelihood times what preferences take off. `hop_factor` is what each hop was multiplied by.
    """

    score: float
    hop_factor: float
    hops: list[Hop] = Field(min_length=1)
    intermediaries: list[Intermediary]

    @property
    def people(self) -> list[str]:
        """Its people (by id), from the start to the target."""
        return [self.hops[0].origin.id, *(hop.to.id for hop in self.hops)]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def likelihood(self) -> float:
        """How likely the whole works, 0..1: product of strengths, hop factors, loads and unknown supports."""
        through = prod(one.load_factor * one.support_factor for one in self.intermediaries)
        return round(prod(hop.strength * self.hop_factor for hop in self.hops) * through, DIGITS)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def weakest(self) -> int:
        """Which hop is the weakest, from 0; the first of equals."""
        return min(range(len(self.hops)), key=lambda place: self.hops[place].strength)


class PathAnswer(BaseModel, frozen=True):
    """The best paths, best first.

    Every path scoring more than `complete_above` is listed; 0 when no other exists. `truncated`: others exist, or were
    not searched for. `cut_short`: the search ended early; paths may be missing, and without any nothing is known.
    """

    targets: list[PersonCard]
    paths: list[WarmPath]
    truncated: bool
    complete_above: float
    cut_short: bool


NO_WAY = frozenset({OrganizationKind.COMPETITOR})
"""Kinds of organisation whose people are never a way (method M17)."""


def no_way(options: PathOptions) -> tuple[OrganizationKind, ...]:
    """Kinds of organisation whose people are no way under these options."""
    return (*sorted(NO_WAY), *(() if options.partners else (OrganizationKind.PARTNER,)))
