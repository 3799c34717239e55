"""The power map: who plays which role in the decision, and where they stand (method M2)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pydantic import BaseModel

from relgraph.closeness.model import AssessedLevel, Rating
from relgraph.kinds.friction import Friction
from relgraph.kinds.influence import Influence
from relgraph.kinds.reporting_line import ReportingLine
from relgraph.kinds.role import KEY_ROLES, RoleLetter
from relgraph.people.model import PersonCard

STALE_AFTER = timedelta(days=7)
"""In a live opportunity the power map is refreshed weekly (method M2)."""

MAX_CARDS = 2000
"""The most people with a role or an assessment that one power map holds; a decision has a few dozen."""

MAX_RELATIONS = 10_000
"""The most reporting lines, influences and frictions together that are read of one power map."""

TOP = 1
"""The layer above which there is no manager."""

_ROLE_ORDER = tuple(RoleLetter)


class MapSupport(BaseModel, frozen=True):
    """An assessment of somebody in a deal. `level` None is `?`; `assessed` is None where the day is unknown."""

    level: int | None
    assessed: date | None


class MapPerson(BaseModel, frozen=True):
    """Somebody on a map as the graph knows them: `named` with a role or an assessment, else only above somebody.

    `supports`: all assessments that hold; `closeness`: what raters say, the newest first; `managers`: ids of those to
    whom they report by solid lines.
    """

    person: PersonCard
    named: bool
    roles: list[RoleLetter]
    supports: list[MapSupport]
    closeness: list[Rating]
    managers: list[str]


class MappedDeal(BaseModel, frozen=True):
    """The opportunity of a map and its account. `live`: on the day."""

    id: str
    name: str
    english_name: str | None
    account: str
    account_name: str
    account_english_name: str | None
    live: bool


class MapRow(MappedDeal, frozen=True):
    """The same, with the people on its map."""

    people: list[MapPerson]


class MapCard(BaseModel, frozen=True):
    """A person on a power map, with the newest known assessment. `sources_differ`: another one says otherwise.

    `level` None is `?`; `assessed_on`, `age_days` and `stale` are None without a dated assessment. `closeness`, -3..3,
    is that of the account in the long run; None: nobody has said. `managers`: ids, empty where none is known.
    """

    person: PersonCard
    roles: tuple[RoleLetter, ...]
    level: int | None
    assessed_on: date | None
    age_days: int | None
    stale: bool | None
    sources_differ: bool
    closeness: AssessedLevel | None
    managers: tuple[str, ...]


class GhostSeat(BaseModel, frozen=True):
    """A seat of which nobody knows who holds it: a key role of the deal, or the manager of somebody. One is None."""

    role: RoleLetter | None = None
    manager_of: PersonCard | None = None


class PowerMap(BaseModel, frozen=True):
    """Everyone with a role or an assessment in an opportunity on a day, and those above them.

    `cards`: the weightiest roles first. `above`: those to whom they report, up to the top, who have neither. `ghosts`:
    A, D and E that nobody is known to hold, then managers who are not known. `truncated`: more than MAX_CARDS were
    found, so that a role nobody holds is not told as such.
    """

    deal: MappedDeal
    as_of: date
    cards: list[MapCard]
    above: list[MapCard]
    ghosts: list[GhostSeat]
    truncated: bool

    @property
    def people(self) -> list[str]:
        """The ids of all who are on it."""
        return [card.person.id for card in (*self.cards, *self.above)]


class NearestTie(BaseModel, frozen=True):
    """The strongest tie of a side to somebody: whose it is (an id), and how strong, 0..1.

    `assumed`: nothing is recorded of its strength (ADR 0013). `last_contact`, over all ties of the two, is None when
    unknown.
    """

    person: str
    name: str
    english_name: str | None
    strength: float
    assumed: bool
    last_contact: date | None


class Surroundings(BaseModel, frozen=True):
    """Who stands nearest to a person (an id), of ours and of competitors; None: none is known."""

    person: str
    ours: NearestTie | None = None
    rivals: NearestTie | None = None


class MapRelations(BaseModel, frozen=True):
    """What holds among the people of a map; influence the weightiest first, of unknown weight last.

    `truncated`: there are more than MAX_RELATIONS.
    """

    reporting_lines: list[ReportingLine]
    influences: list[Influence]
    frictions: list[Friction]
    truncated: bool


def power_map(row: MapRow, day: date) -> PowerMap:
    """The map of an opportunity; the roles that weigh most come first, people without a role last."""
    truncated = sum(person.named for person in row.people) > MAX_CARDS
    named = sorted((_card(one, row.live, day) for one in row.people if one.named), key=_weight)[:MAX_CARDS]
    above = sorted((_card(one, row.live, day) for one in row.people if not one.named), key=_weight)
    ghosts = [] if truncated else _unheld(named)
    return PowerMap(
        deal=MappedDeal.model_validate(row.model_dump(exclude={"people"})),
        as_of=day,
        cards=named,
        above=above,
        ghosts=[*ghosts, *_managers_unknown([*named, *above], row.account)],
        truncated=truncated,
    )


def newest(supports: Iterable[MapSupport]) -> MapSupport | None:
    """The assessment that counts: the newest known one; of one day the least friendly. `?` counts only alone."""
    return max(supports, key=_newness, default=None)


def _newness(support: MapSupport) -> tuple[bool, date, int]:
    return support.level is not None, support.assessed or date.min, -(support.level or 0)


def _card(one: MapPerson, live: bool, day: date) -> MapCard:
    support = newest(one.supports)
    assessed_on = support.assessed if support else None
    return MapCard(
        person=one.person,
        roles=tuple(sorted(one.roles, key=_ROLE_ORDER.index)),
        level=support.level if support else None,
        assessed_on=assessed_on,
        age_days=(day - assessed_on).days if assessed_on else None,
        stale=live and day - assessed_on > STALE_AFTER if assessed_on else None,
        sources_differ=len({each.level for each in one.supports if each.level is not None}) > 1,
        closeness=AssessedLevel.of(one.closeness, day),
        managers=tuple(one.managers),
    )


def _weight(card: MapCard) -> tuple[list[int], str]:
    return [_ROLE_ORDER.index(role) for role in card.roles] or [len(_ROLE_ORDER)], card.person.id


def _unheld(cards: Sequence[MapCard]) -> list[GhostSeat]:
    held = {role for card in cards for role in card.roles}
    return [GhostSeat(role=role) for role in KEY_ROLES if role not in held]


def _managers_unknown(cards: Sequence[MapCard], account: str) -> list[GhostSeat]:
    """Whoever is on the top layer has none, and managers of those who sit elsewhere are not looked for."""
    return [
        GhostSeat(manager_of=card.person)
        for card in cards
        if not card.managers and card.person.layer != TOP and card.person.organization_id in (None, account)
    ]
