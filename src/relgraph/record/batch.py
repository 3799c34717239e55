"""Many changes in one transaction: all of them are kept, or none (ADR 0004)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from pydantic import ValidationError

from relgraph.core.errors import InputError, RelgraphError
from relgraph.graph.client import Transaction
from relgraph.record.change import Became, Changed, change_each, end, identified
from relgraph.record.kind import Kind
from relgraph.record.kinds import Kinds
from relgraph.record.lock import lock_together
from relgraph.record.model import Fact
from relgraph.record.service import WRITTEN, note_change


@dataclass(frozen=True)
class Recording:
    """A thing to create, to correct, or to begin a new version of: `values` as `change` takes them."""

    kind: Kind[Any]
    values: Mapping[str, object]

    @property
    def id(self) -> object:
        """The id that it is recorded under; None where what is said makes none."""
        return identified(self.kind.model, dict(self.values)).get("id")


@dataclass(frozen=True)
class Ending:
    """A thing to end on a day, as `end` takes it."""

    kind: Kind[Any]
    id: str
    on: date
    values: Mapping[str, object] | None = None


Row: TypeAlias = Recording | Ending


class NothingKeptError(RelgraphError):
    """A row could not be recorded: nothing of the transaction is kept. `became` is what had become of each row."""

    def __init__(self, became: Sequence[Became[Any]]) -> None:
        super().__init__(f"{sum(not is_done(each) for each in became)} of {len(became)} rows cannot be recorded.")
        self.became = became


def is_done(became: Became[Any]) -> bool:
    """A row is recorded, or was so already."""
    return isinstance(became, Changed) and became.thing is not None


async def change_all(
    transaction: Transaction, kinds: Kinds, rows: Sequence[Row | InputError], *, today: date, operation: str
) -> Sequence[Became[Any]]:
    """Record and end things in order, so that a row may refer to what earlier ones made; what became of each.

    Raises NothingKeptError when one of them cannot be, or is an error already; give up the transaction then.
    """
    named = [row if isinstance(row, InputError) else _named(row) for row in rows]
    sound = [row for row in named if not isinstance(row, InputError)]
    # All at once and before anything is read: two batches with the same rows in another order wait for each other else.
    ids = [row.id for row in sound]
    await lock_together(transaction, {row.kind for row in sound}, [id_ for id_ in ids if isinstance(id_, str)])
    became: list[Became[Any]] = []
    for run in _runs(named):
        became += await _became(transaction, kinds, run, today, operation)
    if not all(is_done(each) for each in became):
        raise NothingKeptError(became)
    changed = [each for each in became if isinstance(each, Changed) and each.outcome.kind in WRITTEN]
    written = [(each.thing, each.outcome.kind) for each in changed if each.thing]
    # Whoever notes a change keeps all others from doing so: a batch does it last, as any other transaction.
    await note_change(transaction, written)
    return became


def _named(row: Row) -> Row:
    """The row with an id of its own where an entity is new, so that it is locked with all others."""
    if isinstance(row, Ending) or issubclass(row.kind.model, Fact):
        return row
    return replace(row, values=identified(row.kind.model, dict(row.values)))


def _runs(rows: Sequence[Row | InputError]) -> Iterator[Sequence[Row | InputError]]:
    """The rows in order; those that follow each other and record different things of one kind are done together."""
    run: list[Row | InputError] = []
    ids: set[object] = set()
    for row in rows:
        last = run[-1] if run else None
        alike = isinstance(row, Recording) and isinstance(last, Recording) and row.kind is last.kind
        if run and not (alike and isinstance(row, Recording) and row.id not in ids):
            yield run
            run, ids = [], set()
        run.append(row)
        ids.add(row.id if isinstance(row, Recording) else None)
    if run:
        yield run


async def _became(
    transaction: Transaction, kinds: Kinds, run: Sequence[Row | InputError], today: date, operation: str
) -> list[Became[Any]]:
    first = run[0]
    if isinstance(first, InputError):
        return [first]
    if isinstance(first, Recording):
        given = [row.values for row in run if isinstance(row, Recording)]
        return await change_each(transaction, kinds, first.kind, given, today=today, operation=operation, noted=False)
    try:
        return [
            await end(
                transaction,
                kinds,
                first.kind,
                first.id,
                first.on,
                operation=operation,
                values=first.values,
                noted=False,
            )
        ]
    except (InputError, ValidationError) as error:
        return [error]
