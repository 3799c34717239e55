"""How well two people know each other on a day: which strength counts, why, and what their contact tells."""

from datetime import date, datetime, timedelta
from typing import Any

from pydantic import BaseModel

from relgraph.core.errors import InputError
from relgraph.graph.client import Reader, Transaction
from relgraph.graph.query import EVERYTHING, Query
from relgraph.kinds import KINDS
from relgraph.kinds.tie import Tie, TieOrigin
from relgraph.record.change import change
from relgraph.record.fields import EntityKind
from relgraph.record.model import Recorded
from relgraph.record.read import asks, find
from relgraph.record.service import require
from relgraph.strength.in_force import Counting
from relgraph.strength.model import PairStrength
from relgraph.strength.service import strength_of

TIES = KINDS[Tie.noun]


class TieBetween(BaseModel, frozen=True):
    """A tie between two people, as it holds on the day."""

    id: str
    strength: float | None
    origin: TieOrigin | None
    basis: str | None
    last_contact: date | None
    since: date | None
    source: str | None
    recorded_at: datetime | None
    recorded_by: str | None


FIND_TIES_BETWEEN = Query("strength/find_ties_between", TieBetween)


class KnownBetween(BaseModel, frozen=True):
    """All that is known of how well two know each other on a day.

    `ties` are those that hold, that whose strength counts first; `contact` is what their contact tells, whether it
    counts or not, None without any.
    """

    one: str
    other: str
    as_of: date
    ties: tuple[TieBetween, ...]
    contact: PairStrength | None

    @property
    def counts(self) -> TieBetween | None:
        """The tie whose strength counts; None where none is known."""
        return next((tie for tie in self.ties if tie.strength is not None), None)


async def find_between(reader: Reader, one: str, other: str, counting: Counting, *, as_of: date) -> KnownBetween:
    """How well two people know each other on a day. Raises NotFoundError and InputError."""
    await require(reader, EntityKind.PERSON, [one], field="one")
    await require(reader, EntityKind.PERSON, [other], field="other")
    if one == other:
        raise InputError("They are one and the same person.", field="other", remedy="Name two people.")
    ties = await reader.fetch(FIND_TIES_BETWEEN, one=one, other=other, as_of=as_of)
    contact = await strength_of(reader, one, other, counting, as_of=as_of)
    return KnownBetween(one=one, other=other, as_of=as_of, ties=tuple(ties), contact=contact)


async def correct_strength(
    transaction: Transaction, one: str, other: str, strength: float, *, today: date, days: int, operation: str
) -> list[Tie]:
    """Correct how strong the tie of two people is, from today on for so many days; the ties that say so now.

    What was recorded holds again afterwards; who corrected it, and when, is kept with it. Raises NotFoundError,
    InputError and pydantic's ValidationError.
    """
    until = today + timedelta(days=days)
    await require(transaction, EntityKind.PERSON, [one], field="one")
    await require(transaction, EntityKind.PERSON, [other], field="other")
    said = {"strength": strength, "origin": TieOrigin.CORRECTED}

    async def put(values: dict[str, object]) -> Tie:
        changed = await change(transaction, KINDS, TIES, values, today=today, operation=operation)
        if not isinstance(changed.thing, Tie):
            raise InputError(f"It cannot be corrected: {changed.outcome.problem}.", remedy=changed.outcome.remedy)
        return changed.thing

    versions = await _versions(transaction, one, other)
    holding = [tie for tie in versions if tie.holds_on(today)]
    if not holding:
        pair = {"person_a": one, "person_b": other, "valid_from": today, "valid_to": until}
        return [await put({**pair, **said})]
    corrected = []
    for tie in holding:
        of = [each for each in versions if each.id == tie.id]
        after = next((each for each in of if each.holds_on(until)), None)
        corrected.append(await put({"id": tie.id, "valid_from": today, **said}))
        for each in of:
            if each.valid_from and today < each.valid_from < until:
                await put({"id": tie.id, "valid_from": each.valid_from, **said})
        if after and (after.valid_from is None or after.valid_from < until):
            again = {"strength": after.strength, "origin": after.origin, "valid_to": after.valid_to}
            await put({"id": tie.id, "valid_from": until, **again})
    return corrected


async def _versions(reader: Reader, one: str, other: str) -> list[Tie]:
    """All versions of the ties between two that somebody recorded."""
    asked: dict[str, Any] = {asks(TIES, "person_a"): [one]}
    found: list[Recorded] = await find(reader, TIES, as_of=None, limit=EVERYTHING, **asked)
    ties = (tie for tie in found if isinstance(tie, Tie) and {tie.person_a, tie.person_b} == {one, other})
    return [tie for tie in ties if tie.origin is not TieOrigin.COMPUTED]
