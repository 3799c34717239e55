"""GraphQL: many things recorded and ended in one transaction, all of them or none (ADR 0004)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Optional

import strawberry
from strawberry.types.field import StrawberryField

from relgraph.core.errors import InputError
from relgraph.graph.client import Transaction
from relgraph.kinds import KINDS
from relgraph.record.batch import Ending, NothingKeptError, Recording, Row, change_all
from relgraph.record.change import Became, Changed
from relgraph.record.input import camel
from relgraph.record.kind import Kind
from relgraph.surfaces.graphql.ids import external_id
from relgraph.surfaces.graphql.kinds import node
from relgraph.surfaces.graphql.limits import MAX_PAGE_SIZE
from relgraph.surfaces.graphql.nodes import Info, Recorded
from relgraph.surfaces.graphql.prices import SHARE, costs, holds
from relgraph.surfaces.graphql.recording import (
    Payload,
    RecordedInput,
    RecordOutcome,
    UserError,
    Written,
    given_values,
    optional,
    shown_change,
    shown_errors,
)
from relgraph.surfaces.graphql.search import SearchHit
from relgraph.surfaces.graphql.shown import made_of, new_class, shown_type
from relgraph.surfaces.graphql.similar import MOST, similar_to

MAX_ROWS = MAX_PAGE_SIZE
PRICE = 10
"""Of a row: what it takes to record a thing, which is read, locked and written."""


@strawberry.type(description="What became of one row of a batch.")
class BatchRowResult:
    """Shows what became of a row."""

    index: int = strawberry.field(description="Its place in the input; the first is 0.")
    outcome: RecordOutcome | None = strawberry.field(
        description="What was done; of a batch that is not recorded, what would have been. Null: it cannot be, see "
        "`errors`."
    )
    node: Recorded | None = strawberry.field(
        description="The thing as the row left it; null when nothing was recorded."
    )
    errors: list[UserError] = strawberry.field(description="What to mend in this row; empty when it is in order.")

    @strawberry.field(
        description="Of a new person or organization: others that have or had one of its names. It may be one of them.",
        directives=[*costs(SHARE), *holds(MOST)],
    )
    async def similar(self, info: Info) -> list[SearchHit]:
        return await similar_to(info, self.node, self.outcome)


@strawberry.type(
    description="What a batch did. The `outcome` of all is the weightiest of its rows': created, then corrected, then "
    "unchanged. In `errors` stand those of all rows, each `field` behind the row's index: `3.tie.personA`."
)
class BatchPayload(Payload):
    """Shows what became of a batch."""

    rows: list[BatchRowResult] = strawberry.field(description="Every row, in the order of the input.")


@strawberry.input(description="Something to end.")
class EndInput:
    """What is said of an end."""

    id: strawberry.ID = strawberry.field(description="What ends, by `id` or `externalId`.")
    on: date = strawberry.field(description="The first day on which it no longer holds.")


@dataclass(frozen=True)
class _Told:
    """A field of a row: which kind of thing it is about."""

    kind: Kind[Any]
    ends: bool


_TOLD = {
    **{kind.noun: _Told(kind, ends=False) for kind in KINDS},
    **{f"end_{kind.noun}": _Told(kind, ends=True) for kind in KINDS},
}


def batch_of(inputs: Callable[[Kind[Any]], type[RecordedInput]]) -> StrawberryField:
    """The mutation that records many things, of the inputs of all kinds."""
    row = _row_type(inputs)
    rows = strawberry.argument(
        name="input",
        description=f"What to record and to end, in this order, {MAX_ROWS} rows at most.",
        directives=costs(PRICE),
    )

    async def batch(root: None, info: Info, given: Any) -> BatchPayload:  # noqa: ANN401
        return await _batch(info, given)

    batch.__annotations__["given"] = made_of(Annotated, (made_of(list, row), rows))
    field: StrawberryField = strawberry.mutation(
        resolver=batch,
        description="Record and end many things in one transaction: all of them, or none when one row cannot be. A row "
        "may refer to what earlier rows make, by the `id` that they give it.",
    )
    return field


def _row_type(inputs: Callable[[Kind[Any]], type[RecordedInput]]) -> type[Any]:
    cls = new_class("BatchRow", object)
    annotations: dict[str, Any] = {}
    for name, told in _TOLD.items():
        annotations[name] = made_of(Optional, _end_type(told.kind) if told.ends else inputs(told.kind))
        verb = "end" if told.ends else "record"
        setattr(cls, name, optional(f"As `{camel(f'{verb}_{told.kind.noun}')}` takes it."))
    cls.__annotations__ = annotations
    return strawberry.input(cls, description="One thing to record or to end: one of these.", one_of=True)


def _end_type(kind: Kind[Any]) -> type[EndInput]:
    if not kind.ends_with:
        return EndInput
    name, meaning = kind.ends_with
    cls = new_class(f"End{kind.model.__name__}Input", EndInput)
    cls.__annotations__ = {name: made_of(Optional, shown_type(kind, name))}
    setattr(cls, name, optional(meaning))
    return strawberry.input(cls, description=f"{kind.words.one[:1].upper()}{kind.words.one[1:]} to end.")


async def _batch(info: Info, given: Sequence[Any]) -> BatchPayload:
    if len(given) > MAX_ROWS:
        remedy = f"Give {MAX_ROWS} at most; what must not be torn apart goes into one batch."
        return _refused(InputError(f"There are {len(given)} rows.", field="input", remedy=remedy))
    named = [next((name, said) for name, said in vars(row).items() if said is not strawberry.UNSET) for row in given]
    rows = [_read(info, name, said) for name, said in named]

    async def work(transaction: Transaction) -> Sequence[Became[Any]]:
        return await change_all(transaction, KINDS, rows, today=info.context.today, operation=info.field_name)

    names = [name for name, _ in named]
    try:
        became = await info.context.graph.write(work, operation=info.field_name)
    except NothingKeptError as error:
        return _told(info, names, error.became, kept=False)
    except InputError as error:
        return _refused(error)
    # Whatever this request has read so far may be out of date now.
    info.context.loaders.clear()
    return _told(info, names, became, kept=True)


def _read(info: Info, name: str, said: Any) -> Row | InputError:  # noqa: ANN401
    """A row in the domain's words, or what is wrong with its ids."""
    kind = _TOLD[name].kind
    type_ = node(kind.model.__name__)
    try:
        if not isinstance(said, EndInput):
            return Recording(kind, given_values(info, type_, said))
        own_id = external_id(said.id, type_.__name__, field="id")
    except InputError as error:
        return error
    besides = {name: getattr(said, name) for name in (kind.ends_with or ())[:1]}
    return Ending(kind, own_id, said.on, {name: value for name, value in besides.items() if value})


def _told(info: Info, names: Sequence[str], became: Sequence[Became[Any]], *, kept: bool) -> BatchPayload:
    written = [_shown(info, name, each) for name, each in zip(names, became, strict=True)]
    rows = [
        BatchRowResult(index=n, outcome=each.outcome, node=each.node if kept else None, errors=each.errors)
        for n, each in enumerate(written)
    ]
    errors = [
        type(error)(message=error.message, field=_path(n, names[n], error.field), remedy=error.remedy)
        for n, each in enumerate(written)
        for error in each.errors
    ]
    done = {each.outcome for each in written}
    # The members stand in the order of their weight; of no rows all were recorded already.
    outcome = next((one for one in RecordOutcome if one in done), RecordOutcome.UNCHANGED) if kept else None
    return BatchPayload(outcome=outcome, errors=errors, rows=rows)


def _shown(info: Info, name: str, became: Became[Any]) -> Written[Recorded]:
    if isinstance(became, Changed):
        return shown_change(node(_TOLD[name].kind.model.__name__), became, info.context.today)
    return Written(None, None, shown_errors(became))


def _path(n: int, name: str, field: str | None) -> str:
    return ".".join(part for part in (str(n), camel(name), field) if part)


def _refused(error: InputError) -> BatchPayload:
    return BatchPayload(outcome=None, errors=shown_errors(error), rows=[])
