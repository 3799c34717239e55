"""How a thing stood over time: its versions by day, and what was recorded of each, one after the other (ADR 0001)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from relgraph.graph.client import Reader
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded
from relgraph.record.read import find_versions_of
from relgraph.record.revisions import Revision, list_revisions_of

MAX_VERSIONS = 50
"""Versions of one thing that a timeline shows: the latest."""
MAX_REVISIONS = 100
"""Corrections of one thing that a timeline shows: the latest."""

_DAYS = ("valid_from", "valid_to")

Values = Mapping[str, object]
"""What a version says, by field: also its days and its source. What is unknown is None."""


@dataclass(frozen=True)
class ChangedValue:
    """A field that says something else than before; None: unknown."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class VersionState:
    """A version as it was recorded to be, until a correction replaced that.

    `operation` is what corrected the state before it; of the first, and of the one that stands, there is nothing
    further to tell: None.
    """

    values: Values
    changed: Sequence[ChangedValue]
    recorded_at: datetime | None
    recorded_by: str | None
    operation: str | None
    replaced_at: datetime | None = None
    replaced_by: str | None = None


@dataclass(frozen=True)
class Version:
    """What holds for some days: as it stands, what differs from the version before it, and how it came to stand so."""

    values: Values
    changed: Sequence[ChangedValue]
    states: Sequence[VersionState]


@dataclass(frozen=True)
class Timeline:
    """The versions of a thing, the earliest first; `truncated`: earlier ones, or earlier corrections, are left out."""

    versions: Sequence[Version]
    truncated: bool


async def find_timelines(reader: Reader, kind: Kind[Recorded], ids: Sequence[str]) -> Mapping[str, Timeline]:
    """How things of a kind stood over time, as far as it is recorded."""
    versions = await find_versions_of(reader, kind, ids)
    revisions = await list_revisions_of(reader, ids, limit=MAX_REVISIONS + 1)
    return {id_: _timeline(versions[id_], revisions[id_]) for id_ in ids}


def _timeline(versions: Sequence[Recorded], revisions: Sequence[Revision]) -> Timeline:
    truncated = len(versions) > MAX_VERSIONS or len(revisions) > MAX_REVISIONS
    # An id names one thing, but long ago it may have been another kind's.
    kept = [each for each in reversed(revisions[:MAX_REVISIONS]) if each.noun == versions[0].noun] if versions else []
    shown = versions[-MAX_VERSIONS:]
    stand = [said(type(each), each.__dict__) for each in shown]
    changed = [(), *(differing(one, other) for one, other in pairwise(stand))]
    told = [
        Version(values, differs, _states(each, values, [old for old in kept if old.key == each.key]))
        for each, values, differs in zip(shown, stand, changed, strict=True)
    ]
    return Timeline(told, truncated)


def _states(version: Recorded, stands: Values, replaced: Sequence[Revision]) -> list[VersionState]:
    """What was recorded of a version, the earliest first; the last is as it stands."""
    values = [*(_said_then(version, old) for old in replaced), stands]
    before = [None, *values]
    first = replaced[0].values if replaced else version.__dict__
    begun: list[tuple[object, object, str | None]] = [(first.get("recorded_at"), first.get("recorded_by"), None)]
    begun += [(old.replaced_at, old.replaced_by, old.operation) for old in replaced]
    ended: list[Revision | None] = [*replaced, None]
    return [
        VersionState(
            values=now,
            changed=differences(then, now) if then else (),
            recorded_at=at if isinstance(at, datetime) else None,
            recorded_by=by if isinstance(by, str) else None,
            operation=operation,
            replaced_at=end.replaced_at if end else None,
            replaced_by=end.replaced_by if end else None,
        )
        for then, now, (at, by, operation), end in zip(before, values, begun, ended, strict=False)
    ]


def _said_then(version: Recorded, old: Revision) -> Values:
    """What a version said before it was corrected. A fact is always between the same two."""
    model = type(version)
    is_fact = version.key != version.id
    ends = {name: getattr(version, name) for name in model.between_fields()} if is_fact else {}
    ends = ends or dict(zip(model.references, old.ends, strict=False))
    return said(model, {**old.values, **ends})


def said(model: type[Recorded], values: Values) -> Values:
    """What a row of a kind says, field by field in their order: its own, its days, and its source."""
    names = (*model.own_fields(), *_DAYS, "source")
    return {name: _plain(values.get(name)) for name in names}


def differences(before: Values, after: Values) -> tuple[ChangedValue, ...]:
    """The fields in which two differ."""
    return tuple(
        ChangedValue(name, before.get(name), value) for name, value in after.items() if before.get(name) != value
    )


def differing(version: Values, further: Values) -> tuple[ChangedValue, ...]:
    """The fields in which a further version differs: its days, of which each has its own, are no part of it."""
    return tuple(each for each in differences(version, further) if each.field not in _DAYS)


def _plain(value: object) -> object:
    """A list has no unknown, only nothing in it: nothing is told as nothing."""
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        return value
    return list(value) or None
