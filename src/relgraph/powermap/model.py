"""The power map: who plays which role in the decision, and where they stand (method M2)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from pydantic import BaseModel

from relgraph.kinds.opportunity import Opportunity
from relgraph.kinds.role import Role, RoleLetter
from relgraph.kinds.support import Support

STALE_AFTER = timedelta(days=7)
"""In a live opportunity the power map is refreshed weekly (method M2)."""

MAX_CARDS = 500
"""The most cards of one power map that are read; a decision has a few dozen people."""

_ROLE_ORDER = tuple(RoleLetter)


class Card(BaseModel, frozen=True):
    """A person on a power map, with the newest known assessment. `sources_differ`: another one says otherwise.

    `level` None is `?`; `assessed_on` and `stale` are None without a dated assessment.
    """

    person: str
    roles: tuple[RoleLetter, ...]
    level: int | None
    assessed_on: date | None
    stale: bool | None
    sources_differ: bool


class PowerMap(BaseModel, frozen=True):
    """Everyone with a role or an assessment in an opportunity on a day. `truncated`: more than MAX_CARDS were found."""

    cards: list[Card]
    truncated: bool


class NearestTie(BaseModel, frozen=True):
    """The strongest tie of a side to somebody: whose it is (an id), and how strong, 0..1.

    `assumed`: nothing is recorded of its strength (ADR 0013). `last_contact`, over all ties of the two, is None when
    unknown.
    """

    person: str
    strength: float
    assumed: bool
    last_contact: date | None


class Surroundings(BaseModel, frozen=True):
    """Who stands nearest to a person (an id), of ours and of competitors, and their manager; None: none is known."""

    person: str
    ours: NearestTie | None = None
    rivals: NearestTie | None = None
    manager: str | None = None


def power_map(opportunity: Opportunity, roles: Sequence[Role], supports: Sequence[Support], day: date) -> PowerMap:
    """The map of an opportunity; the roles that weigh most come first, people without a role last."""
    letters: dict[str, set[RoleLetter]] = defaultdict(set)
    for role in roles[:MAX_CARDS]:
        letters[role.person].add(role.role)
    stands: dict[str, list[Support]] = defaultdict(list)
    for support in supports[:MAX_CARDS]:
        stands[support.person].append(support)
    live = opportunity.holds_on(day)
    people = {*letters, *stands}
    cards = [_card(person, letters[person], stands.get(person, []), live, day) for person in people]
    truncated = max(len(roles), len(supports)) > MAX_CARDS
    return PowerMap(cards=sorted(cards, key=_weight), truncated=truncated)


def newest(supports: Iterable[Support]) -> Support | None:
    """The assessment that counts: the newest known one; of one day the least friendly. `?` counts only alone."""
    return max(supports, key=_newness, default=None)


def _newness(support: Support) -> tuple[bool, date, int]:
    return support.level is not None, support.valid_from or date.min, -(support.level or 0)


def _card(person: str, letters: Iterable[RoleLetter], supports: Sequence[Support], live: bool, day: date) -> Card:
    support = newest(supports)
    assessed_on = support.valid_from if support else None
    return Card(
        person=person,
        roles=tuple(sorted(letters, key=_ROLE_ORDER.index)),
        level=support.level if support else None,
        assessed_on=assessed_on,
        stale=live and day - assessed_on > STALE_AFTER if assessed_on else None,
        sources_differ=len({each.level for each in supports if each.level is not None}) > 1,
    )


def _weight(card: Card) -> tuple[list[int], str]:
    return [_ROLE_ORDER.index(role) for role in card.roles] or [len(_ROLE_ORDER)], card.person
