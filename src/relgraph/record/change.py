"""Changing one thing at a time: what is not said keeps its present value (ADR 0001, ADR 0004)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar
from uuid import uuid4

from relgraph.core.errors import ConflictError, InputError, NotFoundError
from relgraph.graph.client import Transaction
from relgraph.record.fields import OURS
from relgraph.record.kind import Kind
from relgraph.record.kinds import Kinds
from relgraph.record.lock import lock
from relgraph.record.model import MARKS, Fact, Outcome, Recorded
from relgraph.record.read import find_versions
from relgraph.record.service import record

M = TypeVar("M", bound=Recorded)


@dataclass(frozen=True)
class Changed(Generic[M]):
    """What became of a change, and the version as it stands now; None when it was not accepted."""

    outcome: Outcome
    thing: M | None


async def change(
    transaction: Transaction,
    kinds: Kinds,
    kind: Kind[M],
    given: Mapping[str, object],
    *,
    today: date,
    operation: str,
    noted: bool = True,
) -> Changed[M]:
    """Create a thing, correct it, or begin a new version of a fact.

    Values that are not given are carried over: from the version that `valid_from` names; from the one that holds on
    that day, when a new version begins then; from the one that holds today, when no `valid_from` is given.
    Raises pydantic's ValidationError for values that do not fit, and InputError and its kin.
    """
    values = identified(kind.model, dict(given))
    id_ = values.get("id")
    versions = await _locked_versions(transaction, kind, id_) if isinstance(id_, str) else []
    base = _base(versions, values, today)
    carried = base.model_dump(exclude=set(MARKS)) if base else {}
    changed = await _record_one(transaction, kinds, kind, {**carried, **values}, operation, noted=noted)
    if issubclass(kind.model, Fact):
        field = kind.model.named_as_given(changed.outcome.field, given)
        return replace(changed, outcome=changed.outcome.model_copy(update={"field": field}))
    return changed


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
    versions = await _locked_versions(transaction, kind, id_)
    if not versions:
        raise NotFoundError(kind.noun.replace("_", " "), id_, field="id")
    version = _ending(versions, on)
    ended = {**version.model_dump(exclude=set(MARKS)), **(values or {}), "valid_to": on}
    return await _record_one(transaction, kinds, kind, ended, operation, noted=noted)


async def _locked_versions(transaction: Transaction, kind: Kind[M], id_: str) -> list[M]:
    """All versions as they stand until the transaction ends: what is carried over from them is not out of date."""
    await lock(transaction, kind, [id_])
    return await find_versions(transaction, kind, id_)


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
    if any(version.valid_from == on for version in versions):
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


async def _record_one(
    transaction: Transaction, kinds: Kinds, kind: Kind[M], values: Mapping[str, object], operation: str, *, noted: bool
) -> Changed[M]:
    thing = kind.model.model_validate(values)
    (outcome,) = await record(transaction, kind, [thing], kinds=kinds, operation=operation, noted=noted)
    if not outcome.accepted:
        return Changed(outcome, None)
    stored = await find_versions(transaction, kind, thing.id)
    return Changed(outcome, next(version for version in stored if version.key == thing.key))
