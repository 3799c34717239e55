"""Changing one thing at a time: what is not said keeps its present value (ADR 0001, ADR 0004)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeAlias, TypeVar
from uuid import uuid4

from pydantic import ValidationError

from relgraph.core.errors import ConflictError, InputError, NotFoundError
from relgraph.graph.client import Transaction
from relgraph.record.fields import OURS, OnScale, notes, scheme_of
from relgraph.record.kind import Kind
from relgraph.record.kinds import Kinds
from relgraph.record.lock import lock
from relgraph.record.model import MARKS, Fact, Recorded
from relgraph.record.outcome import Outcome
from relgraph.record.read import find_versions_of
from relgraph.record.resolve import RESOLVED, KnownIds, resolve, same_facts
from relgraph.record.service import CycleFoundError, record

M = TypeVar("M", bound=Recorded)


@dataclass(frozen=True)
class Changed(Generic[M]):
    """What became of a change, and the version as it stands now; None when it was not accepted."""

    outcome: Outcome
    thing: M | None


Became: TypeAlias = Changed[M] | InputError | ValidationError
"""What became of one of several changes: a change, or why nothing could be tried."""


async def change(
    transaction: Transaction,
    kinds: Kinds,
    kind: Kind[M],
    given: Mapping[str, object],
    *,
    today: date,
    operation: str,
) -> Changed[M]:
    """Create a thing, correct it, or begin a new version of a fact.

    Values that are not given are carried over: from the version that `valid_from` names; from the one that holds on
    that day, when a new version begins then; from the one that holds today, when no `valid_from` is given.
    Raises pydantic's ValidationError for values that do not fit, and InputError and its kin.
    """
    (became,) = await change_each(transaction, kinds, kind, [given], today=today, operation=operation)
    return _raised(became)


async def change_each(
    transaction: Transaction,
    kinds: Kinds,
    kind: Kind[M],
    given: Sequence[Mapping[str, object]],
    *,
    today: date,
    operation: str,
    noted: bool = True,
) -> list[Became[M]]:
    """The same of several things of a kind, none of them twice; what became of each, also where one closes a circle.

    With `noted` false, whoever changes more in the transaction notes all of it in the end (`note_change`).
    """
    named = await _of_whom_is_meant(transaction, kind, [identified(kind.model, dict(each)) for each in given])
    ids = [id_ for values in named if isinstance(id_ := values.get("id"), str)]
    versions = await _locked_versions(transaction, kind, ids)
    stated = [_stated(kind.model, values, versions, today) for values in named]
    became = await _record_each(transaction, kinds, kind, stated, operation, noted=noted)
    return [_named_as_given(kind.model, each, values) for each, values in zip(became, given, strict=True)]


async def end(
    transaction: Transaction,
    kinds: Kinds,
    kind: Kind[M],
    id_: str,
    on: date,
    *,
    operation: str,
    values: Mapping[str, object] | None = None,
    noted: bool = True,
) -> Changed[M]:
    """End an entity, or the version of a fact that holds until the day: `on` is the first day it no longer holds.

    `values` are to be changed with it. Raises NotFoundError, ConflictError and InputError.
    """
    (named,) = await _of_whom_is_meant(transaction, kind, [{"id": id_}])
    own_id = str(named["id"])
    versions = (await _locked_versions(transaction, kind, [own_id]))[own_id]
    if not versions:
        raise NotFoundError(kind.noun.replace("_", " "), id_, field="id")
    version = _ending(versions, on)
    told = {**(values or {}), "valid_to": on}
    ended = {**version.model_dump(exclude=set(MARKS)), **told}
    stated = [_by_hand(kind.model.model_validate(ended), version, told)]
    (became,) = await _record_each(transaction, kinds, kind, stated, operation, noted=noted)
    return _raised(became)


async def _locked_versions(transaction: Transaction, kind: Kind[M], ids: Sequence[str]) -> Mapping[str, list[M]]:
    """All versions as they stand until the transaction ends: what is carried over from them is not out of date."""
    await lock(transaction, kind, ids)
    return await find_versions_of(transaction, kind, ids)


async def _of_whom_is_meant(
    transaction: Transaction, kind: Kind[Recorded], given: Sequence[dict[str, object]]
) -> list[dict[str, object]]:
    """The values, of the person, organisation or fact that is meant by ids of other systems."""
    names = ["id"] if kind.noun in RESOLVED else [name for name in kind.model.references if kind.is_fact]
    ids = {id_ for values in given for name in names if isinstance(id_ := values.get(name), str)}
    known = await resolve(transaction, ids) if ids else KnownIds()
    if not issubclass(kind.model, Fact):
        return [{**values, "id": known[str(values["id"])]} if "id" in names else values for values in given]
    model = kind.model
    ways = [[] if known.plain else same_facts(model, values, known) for values in given]
    asked = sorted({id_ for ids in ways if len(ids) > 1 for id_ in ids})
    there = await find_versions_of(transaction, kind, asked) if asked else {}
    told = zip(given, ways, strict=True)
    return [
        {**values, "id": next((id_ for id_ in ids if there.get(id_)), values["id"])}
        if ids and ids[0] == values.get("id")
        else values
        for values, ids in told
    ]


def _by_hand(stated: M, base: M | None, told: Mapping[str, object]) -> M:
    """The same, with what somebody has set now and before: no import replaces that."""
    names = [name for name in told if name in stated.value_fields() or name == "valid_to"]
    if base is None:
        # What only relgraph knows, no system tells anew.
        foreign = not isinstance(stated, Fact) and scheme_of(stated.id) != OURS
        return stated.model_copy(update={"by_hand": tuple(sorted(names))}) if foreign else stated
    set_now = {name for name in names if getattr(stated, name) != getattr(base, name)}
    return stated.model_copy(update={"by_hand": tuple(sorted({*base.by_hand, *set_now}))})


def identified(model: type[Recorded], values: dict[str, object]) -> dict[str, object]:
    """The values with an id: the one given, the one that a fact's ends make (where both are told), or a new one."""
    if values.get("id") is None:
        values.pop("id", None)
    if issubclass(model, Fact):
        return model.with_natural_id(values)
    return {"id": f"{OURS}:{uuid4()}", **values}


def _base(versions: Sequence[M], values: Mapping[str, object], today: date) -> M | None:
    """The version whose values are carried over."""
    if not versions or not isinstance(versions[0], Fact):
        return versions[0] if versions else None
    if "valid_from" in values:
        since = values["valid_from"]
        named = [version for version in versions if version.valid_from == since]
        holding = [version for version in versions if isinstance(since, date) and version.holds_on(since)]
        return next(iter(named + holding), None)
    current = [version for version in versions if version.valid_to is None or version.valid_to > today]
    if not current:
        raise ConflictError(
            f"It ended on {versions[-1].valid_to}.",
            field="validFrom",
            remedy="Give the day from which it holds again, or the validFrom of the version to correct.",
        )
    return current[0]


def _ending(versions: Sequence[M], on: date) -> M:
    if not isinstance(versions[0], Fact):
        if versions[0].valid_from and on <= versions[0].valid_from:
            raise InputError(
                f"It begins on {versions[0].valid_from}.", field="on", remedy="Give a later day: the first without it."
            )
        return versions[0]
    begins = next((version for version in versions if version.valid_from == on), None)
    if begins and begins.may_end_at_once:
        return begins
    if begins:
        raise ConflictError(
            f"A version of it begins on {on}.",
            field="on",
            remedy=f"Give a later day; or correct the version with validFrom {on}, if what it says was never so.",
        )
    for version in versions:
        begun = version.valid_from is None or version.valid_from < on
        if begun and (version.valid_to is None or version.valid_to >= on):
            return version
    raise ConflictError(
        f"It does not hold on the day before {on}.", field="on", remedy="Look at its validFrom and validTo."
    )


def _stated(
    model: type[M], values: Mapping[str, object], versions: Mapping[str, list[M]], today: date
) -> M | InputError | ValidationError:
    """All that is to be recorded, with what is carried over; or what is wrong with it."""
    try:
        base = _base(versions.get(str(values.get("id")), []), values, today)
        carried = base.model_dump(exclude=set(MARKS) | _anew(base, values)) if base else {}
        return _by_hand(model.model_validate({**carried, **values}), base, values)
    except (InputError, ValidationError) as error:
        return error


def _anew(base: Recorded, values: Mapping[str, object]) -> frozenset[str]:
    """What a further version does not take over: what a level rested on before."""
    if values.get("valid_from", base.valid_from) == base.valid_from:
        return frozenset()
    model = type(base)
    return frozenset(note.evidence for name in model.own_fields() for note in notes(model, name, OnScale))


async def _record_each(
    transaction: Transaction,
    kinds: Kinds,
    kind: Kind[M],
    stated: Sequence[M | InputError | ValidationError],
    operation: str,
    *,
    noted: bool,
) -> list[Became[M]]:
    became: dict[int, Became[M]] = {n: each for n, each in enumerate(stated) if not isinstance(each, Recorded)}
    things = {n: each for n, each in enumerate(stated) if isinstance(each, Recorded)}
    try:
        outcomes: Sequence[Outcome] = await record(
            transaction, kind, list(things.values()), kinds=kinds, operation=operation, noted=noted
        )
        closing: frozenset[int] = frozenset()
    except CycleFoundError as circle:
        outcomes, closing = circle.outcomes, circle.rows
    stored = await find_versions_of(transaction, kind, [thing.id for thing in things.values()])
    for place, ((n, thing), outcome) in enumerate(zip(things.items(), outcomes, strict=True)):
        if place in closing:
            became[n] = CycleFoundError(frozenset({0}), kind, [outcome])
            continue
        found = (version for version in stored[thing.id] if version.key == thing.key) if outcome.accepted else iter(())
        became[n] = Changed(outcome, next(found, None))
    return [became[n] for n in range(len(stated))]


def _raised(became: Became[M]) -> Changed[M]:
    """What became of the only change. Raises what it could not be tried for."""
    if isinstance(became, Changed):
        return became
    raise became


def _named_as_given(model: type[Recorded], became: Became[M], given: Mapping[str, object]) -> Became[M]:
    """The same, with the field to blame under the name that it was given under."""
    if not issubclass(model, Fact) or not isinstance(became, Changed):
        return became
    field = model.named_as_given(became.outcome.field, given)
    return replace(became, outcome=became.outcome.model_copy(update={"field": field}))
