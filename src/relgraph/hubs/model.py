"""Hubs: the people whom others listen to, and who hold an account together (method M1, M3)."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import BaseModel

from relgraph.core.errors import InputError
from relgraph.kinds.role import RoleLetter
from relgraph.paths.model import Hop
from relgraph.people.model import PersonCard

DIGITS = 12
"""The decimals of a measure that are told. Sums in another order differ in later ones, and equals must stay equal."""


class HubMeasure(StrEnum):
    """What hubs can be ranked by; what each means is told at `Hub`."""

    INFLUENCE = "influence"
    PAGERANK = "pagerank"
    REACH = "reach"
    DEGREE = "degree"
    CORE = "core"
    CLOSENESS = "closeness"
    BETWEENNESS = "betweenness"
    CONSTRAINT = "constraint"
    EFFECTIVE_SIZE = "effective_size"
    BROKERAGE = "brokerage"
    BRIDGES = "bridges"


CHAINS = frozenset({HubMeasure.CLOSENESS, HubMeasure.BETWEENNESS})
"""Measures that need the shortest chains between all pairs: seconds on thousands of people."""

PLACES = frozenset({HubMeasure.BROKERAGE, HubMeasure.BRIDGES})
"""Measures that look at where a person's contacts sit, also beyond the scope."""

ALL_MEASURES = frozenset(HubMeasure)


class ScopeKind(StrEnum):
    """Among whom hubs are looked for."""

    ACCOUNT = "account"
    UNIT = "unit"
    OPPORTUNITY = "opportunity"
    BOOK = "book"
    OURS = "ours"


class HubScope(BaseModel, frozen=True):
    """The people among whom hubs are counted on a day.

    * account: all who hold a seat at the organisation or in one of its units;
    * unit: all who hold a seat in the unit or in one of its parts, on every level below;
    * opportunity: the decision chain (method M3): all with a role or an assessment in it, and all who sway one of
      them, wherever they sit; our own people are left out;
    * book: all who hold a seat at a customer; ours: all who hold one at a vendor, which is us.
    """

    kind: ScopeKind
    id: str | None = None

    @classmethod
    def of(
        cls,
        *,
        account: str | None = None,
        unit: str | None = None,
        opportunity: str | None = None,
        book: bool = False,
        ours: bool = False,
    ) -> Self:
        """The one scope that is named. Raises InputError when none or several are."""
        ids = {ScopeKind.ACCOUNT: account, ScopeKind.UNIT: unit, ScopeKind.OPPORTUNITY: opportunity}
        named = [cls(kind=kind, id=id_) for kind, id_ in ids.items() if id_ is not None]
        named += [cls(kind=kind) for kind, asked in ((ScopeKind.BOOK, book), (ScopeKind.OURS, ours)) if asked]
        if len(named) != 1:
            raise InputError(
                f"Hubs are looked for in one place, not {len(named)}.",
                remedy="Name an account, a unit or an opportunity, or ask for the book or for ours.",
            )
        return named[0]


class Standing(BaseModel, frozen=True):
    """What a person brokers between places on a day.

    `brokerage`: pairs of their contacts, anywhere, who sit in different units or organisations and have no tie with
    each other (open triads; after Burt 1992); `bridges`: contacts who sit in another unit or organisation than they
    themselves; `outside`: those of them in another organisation. Contacts whose place is unknown are in none of the
    three; `bridges` and `outside` are None when the person's own place is unknown.
    """

    person: str
    brokerage: int
    bridges: int | None
    outside: int | None


class Listener(BaseModel, frozen=True):
    """Somebody who listens, and how much: `weight` 0..1, the strongest that is known; None when none is."""

    person: PersonCard
    weight: float | None


class BridgedPlace(BaseModel, frozen=True):
    """A unit, or an organisation where no unit is known, other than a person's own, and how many contacts sit there."""

    unit_id: str | None
    unit: str | None
    organization_id: str
    organization: str
    contacts: int


class HubSupport(BaseModel, frozen=True):
    """Where a person stands in an opportunity: -1..3; None is `?`, unknown, also when nobody has assessed it."""

    opportunity_id: str
    opportunity: str
    level: int | None


class BestTie(BaseModel, frozen=True):
    """The strongest tie between a person and one of ours; those of unknown strength count last.

    `strength` (0..1) and `last_contact`, the latest over all ties of the two, are None when unknown.
    """

    our: PersonCard
    strength: float | None
    last_contact: date | None


class HubReasons(BaseModel, frozen=True):
    """Why somebody is a hub, and what that means for us; the first few of each list.

    `listeners`: whom they sway, anywhere, the greatest weights first; `bridged`: where their contacts sit, most first;
    `supports`: where they stand in each live opportunity that the scope is about; `best_tie`: who of ours knows them
    best, None when nobody does.
    """

    listeners: list[Listener]
    bridged: list[BridgedPlace]
    supports: list[HubSupport]
    best_tie: BestTie | None


class HeldAccount(BaseModel, frozen=True):
    """What one of ours holds at an account: how many contacts, and the strongest tie (None when none is known).

    `others`: colleagues with ties there; `others_strength`: the strongest known of theirs; `others_unknown`: how many
    of them have only ties of unknown strength.
    """

    person: str
    account_id: str
    account: str
    contacts: int
    strength: float | None
    last_contact: date | None
    others: int
    others_strength: float | None
    others_unknown: int

    @property
    def holds_best_tie(self) -> bool | None:
        """Whether the account's best tie to us would be lost with this person; None when strengths are unknown."""
        if not self.others:
            return True
        if self.strength is None:
            return None
        if self.others_strength is not None and self.others_strength >= self.strength:
            return False
        return None if self.others_unknown else True


class Hub(BaseModel, frozen=True):
    """A person and what makes them a hub, counted among the people of a scope on a day.

    On influence:

    * `influence`: sum of the known weights with which others listen to them, the strongest weight a listener;
      `unknown_weights`: how many listeners are left out of that sum since no weight is known;
    * `listeners`: people they sway directly; `reach`: people they sway in at most two steps;
    * `pagerank` (0..1, adds up to 1 over the scope): how often one meets them who keeps asking "whom do you listen to",
      by weight, and starts anew with probability 0.15 (Page & Brin 1998). An unknown weight counts as paths assume it.

    On ties, of which the strongest between two people counts:

    * `degree`: people they have a tie with; `unknown_strengths`: to how many of them the strength is unknown. Such a
      tie counts as paths assume it (`paths.model.AssumedStrengths`) in what follows; one of strength 0 is no way and
      counts in `degree` only;
    * `core`: the largest k such that they belong to a circle in which everybody has ties with k others (Seidman 1983);
    * `closeness` (0..1): inverse of the mean number of steps to all they can reach, scaled by how many that is
      (Wasserman & Faust 1994); `betweenness` (0..1): share of the likeliest chains between others that run through
      them (Freeman 1977, Brandes 2001; see `hubs.measures.length`). Both are None when not asked for, or when the
      scope is too large (`hubs.measures.MAX_CHAIN_WORK`);
    * `constraint` (0 up to about 1.1): how much their contacts are tied up with each other, weighted by strength; the
      less, the more they broker. `effective_size`: their contacts less what these repeat of each other (both Burt
      1992). None without ties: there is nothing to broker.

    `brokerage`, `bridges` and `outside` are told at `Standing`, and None when not asked for; so are `why` and, of our
    own people, `held_accounts`.
    """

    person: PersonCard
    influence: float
    unknown_weights: int
    listeners: int
    reach: int
    pagerank: float
    degree: int
    unknown_strengths: int
    core: int
    constraint: float | None
    effective_size: float | None
    closeness: float | None = None
    betweenness: float | None = None
    brokerage: int | None = None
    bridges: int | None = None
    outside: int | None = None
    why: HubReasons | None = None
    held_accounts: list[HeldAccount] | None = None


class HiddenInfluencer(BaseModel, frozen=True):
    """A hub of high influence in a low seat. `outranked`: people of the scope above them whose influence is lower."""

    hub: Hub
    layer: int
    outranked: int


class RisingHub(BaseModel, frozen=True):
    """A hub who gained. `before`: the measure on the earlier day, None if they were not in the scope then.

    `gain` is the difference, or all of today's measure for those who were not there. `unknown_before`: how many
    weights of influence on them were unknown then; learning one looks like a gain.
    """

    hub: Hub
    before: float | None
    unknown_before: int
    gain: float


class Decider(BaseModel, frozen=True):
    """Somebody who decides on or approves an opportunity (roles D and A), and how near we are.

    `paths`: how many best paths to them are listed, 0 when none leads there, None when the search was cut short before
    it found one: unknown is not none; `cut_short`: it ended early, so that there may be others; `likelihood`: that of
    the best, 0..1, None without one.
    """

    person: PersonCard
    opportunity_id: str
    opportunity: str
    roles: list[RoleLetter]
    paths: int | None
    likelihood: float | None
    cut_short: bool


class ChokePoint(BaseModel, frozen=True):
    """A person or a relation through which best paths to deciders run: either `person` or `hop` is set.

    `share` (0..1): the likelihoods of the listed paths that run through it, added up, of those of all listed paths;
    `paths`: how many these are; `deciders`: to how many people they lead.
    """

    id: str
    share: float
    paths: int
    deciders: int
    person: PersonCard | None = None
    hop: Hop | None = None


class ChokePoints(BaseModel, frozen=True):
    """Where the best paths to the deciders of an account or an opportunity are narrow, the narrowest place first.

    `truncated`: there are more deciders than were looked for, or weaker paths than are listed. `cut_short`: a search
    ended early (time, memory), so that shares are those of the paths found.
    """

    deciders: list[Decider]
    points: list[ChokePoint]
    truncated: bool
    cut_short: bool
