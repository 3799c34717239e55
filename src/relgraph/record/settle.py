"""What a source may change of what is recorded (ADR 0023): its own word, and what nobody knew; nothing set by hand.

The system that told something first is believed about it. Another one adds what was unknown, and other names; where it
contradicts, the first is kept, and told so. A source that says nothing of a value does not make it unknown.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from relgraph.graph.client import Transaction
from relgraph.record.fields import scheme_of
from relgraph.record.kind import Kind
from relgraph.record.model import Entity, Fact, Recorded
from relgraph.record.outcome import Kept
from relgraph.record.read import find_versions_of

M = TypeVar("M", bound=Recorded)

NAMES = ("name", "english_name")
LATEST = ("last_contact",)
"""Days of which the later one is right, whoever tells it, and whenever."""


@dataclass(frozen=True)
class ToldBy:
    """Who tells: a system, by the word with which its sources begin, and of which day.

    Without a system the rows are relgraph's own, as an export has them: they say all of a thing, and replace it, but
    for what was set by hand.
    """

    system: str | None
    day: date


@dataclass(frozen=True, slots=True)
class Settled(Generic[M]):
    """What is to be recorded of what a row tells; `before` is what it would replace."""

    thing: M
    before: M | None = None
    kept: tuple[Kept, ...] = ()


async def settle_each(
    transaction: Transaction, kind: Kind[M], things: Sequence[M], told: ToldBy | None, others: Collection[int]
) -> tuple[Sequence[M], Mapping[int, tuple[Kept, ...]]]:
    """What is to be recorded of things that are locked, and what was not taken, by their numbers.

    `others` are those that were told about another id of the same; where nobody says who tells, only these are settled.
    """
    concerned = [n for n in range(len(things)) if told or n in others]
    if not concerned:
        return things, {}
    versions = await find_versions_of(transaction, kind, sorted({things[n].id for n in concerned}))
    who = told or ToldBy(None, transaction.clock.today())
    settled_each = {n: settled(things[n], versions[things[n].id], who, other=n in others) for n in concerned}
    kept = {n: each.kept for n, each in settled_each.items() if each.kept}
    return [settled_each[n].thing if n in settled_each else thing for n, thing in enumerate(things)], kept


def settled(thing: M, versions: Sequence[M], told: ToldBy, *, other: bool = False) -> Settled[M]:
    """What becomes of a thing that is recorded in these versions. `other`: the row was about another id of the same."""
    if told.system is None and not other:
        before = next((version for version in versions if version.key == thing.key), None)
        return Settled(*_as_set_by_hand(thing, before)) if before else Settled(thing)
    thing, before = _version(thing, versions, told.day)
    if before is None:
        return Settled(thing)
    systems = {system_of(before.source), *([] if isinstance(before, Fact) else [scheme_of(before.id)])}
    own = not other and told.system in systems
    return _added(thing, before, own=own)


def system_of(source: str | None) -> str:
    """The system that a source names: its first word."""
    return source.split(" ", 1)[0] if source else ""


def _as_set_by_hand(thing: M, before: M) -> tuple[M, M, tuple[Kept, ...]]:
    """A row of relgraph's own says all; one without `by_hand` is not by hand."""
    if thing.by_hand or not before.by_hand:
        return thing, before, ()
    values = {name: getattr(before, name) for name in before.by_hand if name in type(thing).model_fields}
    kept = tuple(
        Kept(field=name, kept=value, told=getattr(thing, name), by_hand=True)
        for name, value in values.items()
        if value != getattr(thing, name)
    )
    return thing.model_copy(update={**values, "by_hand": before.by_hand}), before, kept


def _version(thing: M, versions: Sequence[M], day: date) -> tuple[M, M | None]:
    """The version that the row tells of; without a first day that of the source's day, or a new one after the last."""
    if not isinstance(thing, Fact) or thing.valid_from or not versions:
        same = next((version for version in versions if version.key == thing.key), None)
        return thing, same or (None if isinstance(thing, Fact) else next(iter(versions), None))
    held = next((version for version in versions if version.holds_on(day)), None)
    # One that began on that day, and ended, is the one that is told of.
    ended = all(version.valid_to and version.valid_to <= day and version.valid_from != day for version in versions)
    if held is None and ended and not thing.valid_to:
        return thing.model_copy(update={"valid_from": day}), None
    held = held or versions[-1]
    # Told as ended on the day of an export only says that it had ended by then: an earlier end stays.
    ends = held.valid_to if held.valid_to and thing.valid_to == day else thing.valid_to
    return thing.model_copy(update={"valid_from": held.valid_from, "valid_to": ends}), held


def _added(thing: M, before: M, *, own: bool) -> Settled[M]:
    values: dict[str, object] = {}
    kept: list[Kept] = []
    for name in (*type(thing).own_fields(), "valid_from", "valid_to"):
        told, has = getattr(thing, name), getattr(before, name)
        by_hand = name in before.by_hand
        if name == "aliases" or told in (None, ()) or told == has or _is_end(thing, name):
            continue
        if name in LATEST and has is not None and told < has:
            continue
        if by_hand or not (own or has is None):
            kept.append(Kept(field=name, kept=has, told=told, by_hand=by_hand))
        else:
            values[name] = told
    if isinstance(before, Entity) and (names := _other_names(thing, before, values, kept)) is not None:
        values["aliases"] = names
    # Which file told it first stays, as long as it says the same.
    source = thing.source if own and values else before.source
    shown = [each for each in kept if each.by_hand or each.field not in NAMES]
    return Settled(before.model_copy(update={**values, "source": source}), before, tuple(shown))


def _is_end(thing: Recorded, name: str) -> bool:
    """What a fact is between does not change: it would be another."""
    return isinstance(thing, Fact) and name in thing.between_fields()


def _other_names(thing: M, before: M, values: Mapping[str, object], kept: Sequence[Kept]) -> tuple[str, ...] | None:
    """All names but those that it goes by; None where there are no more of them than before, or the kind has none."""
    aliases = getattr(before, "aliases", None)
    if aliases is None or "aliases" in before.by_hand:
        return None
    main = {values.get(name, getattr(before, name)) for name in NAMES}
    told = [str(each.told) for each in kept if each.field in NAMES] + list(getattr(thing, "aliases", ()))
    more = [name for name in dict.fromkeys(told) if name not in main and name not in aliases]
    return (*aliases, *more) if more else None
