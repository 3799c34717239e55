"""What changed on a power map since an earlier day (method M2)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from operator import attrgetter

from pydantic import BaseModel

from relgraph.people.model import PersonCard
from relgraph.powermap.model import MapCard, PowerMap


class MapChangeKind(StrEnum):
    """What changed of somebody on a map."""

    ENTERED = "entered"
    LEFT = "left"
    ROLES = "roles"
    SUPPORT = "support"
    SEAT = "seat"
    LAYER = "layer"
    MANAGER = "manager"


class MapChange(BaseModel, frozen=True):
    """What changed of somebody, from what to what, as text.

    Roles are letters, a level of support and a layer are numbers, seats are titles and units, managers are names. None
    is unknown, or none; both are None of whoever came onto the map or left it.
    """

    person: PersonCard
    kind: MapChangeKind
    before: str | None
    after: str | None


class MapChanges(BaseModel, frozen=True):
    """What changed since a day. `truncated`: one of the two maps was, so that what is told may be less, or too much."""

    since: date
    changes: list[MapChange]
    truncated: bool


_NOBODY = (None, None)


def changes_between(before: PowerMap, after: PowerMap) -> MapChanges:
    """What changed from one map of a deal to a later one, in the order of the later; who left comes last.

    Whoever came or left, and of these their roles and support; of all who stayed their seat, layer and managers, too.
    """
    names = {card.person.id: card.person.name for each in (before, after) for card in (*each.cards, *each.above)}
    then, now = _cards(before.cards), _cards(after.cards)
    both = then | now
    order = [*now, *(id_ for id_ in then if id_ not in now)]
    changes = [each for id_ in order for each in _of(both[id_].person, then.get(id_), now.get(id_), names)]
    return MapChanges(since=before.as_of, changes=changes, truncated=before.truncated or after.truncated)


def _cards(cards: Sequence[MapCard]) -> dict[str, MapCard]:
    return {card.person.id: card for card in cards}


def _of(person: PersonCard, then: MapCard | None, now: MapCard | None, names: Mapping[str, str]) -> Iterable[MapChange]:
    if then is None or now is None:
        kind = MapChangeKind.ENTERED if then is None else MapChangeKind.LEFT
        yield MapChange(person=person, kind=kind, before=None, after=None)
    told = {
        MapChangeKind.ROLES: (_roles(then), _roles(now)),
        MapChangeKind.SUPPORT: (_level(then), _level(now)),
        MapChangeKind.SEAT: (_seat(then), _seat(now)) if then and now else _NOBODY,
        MapChangeKind.LAYER: (_text(then.person.layer), _text(now.person.layer)) if then and now else _NOBODY,
        MapChangeKind.MANAGER: (_managers(then, names), _managers(now, names)) if then and now else _NOBODY,
    }
    for kind, (old, new) in told.items():
        if old != new:
            yield MapChange(person=person, kind=kind, before=old, after=new)


def _roles(card: MapCard | None) -> str | None:
    return "".join(card.roles) or None if card else None


def _level(card: MapCard | None) -> str | None:
    return _text(card.level) if card else None


def _seat(card: MapCard) -> str | None:
    place = attrgetter("title", "unit", "organization")(card.person)
    return " · ".join(part for part in place if part) or None


def _managers(card: MapCard, names: Mapping[str, str]) -> str | None:
    return ", ".join(names.get(id_, id_) for id_ in card.managers) or None


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)
