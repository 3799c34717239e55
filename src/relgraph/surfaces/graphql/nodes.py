"""Everything recorded is a Relay node: how its ids look, and how it is loaded by id, many at a time."""

import binascii
import dataclasses
from collections.abc import Awaitable, Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Self, TypeAlias, TypeVar

import strawberry
from strawberry import relay
from strawberry.dataloader import DataLoader

from relgraph.core.errors import InputError, NotFoundError
from relgraph.record import model
from relgraph.record.fields import is_id
from relgraph.record.kind import Kind
from relgraph.record.read import find_by_ids
from relgraph.surfaces.graphql import enums  # noqa: F401  (shows the enumerations before types use them)
from relgraph.surfaces.graphql.context import Context

Info: TypeAlias = strawberry.Info[Context, None]

K = TypeVar("K")
V = TypeVar("V")

MAX_BATCH = 200
"""The most things that one batch asks the graph about: with all that belongs to more, reading would take too long."""

NodeId = Annotated[
    strawberry.ID, strawberry.argument(name="id", description="Its opaque `id`, or its `source:id` (`externalId`).")
]


@strawberry.interface(
    description="Something recorded: an entity, or a fact between entities, with the days on which it holds."
)
class Recorded(relay.Node):
    """Base of all nodes: shows one row of the domain as of a day, which everything below it inherits."""

    row: strawberry.Private[Any]
    as_of: strawberry.Private[date]
    kind: ClassVar[Kind[Any]]

    valid_from: date | None = strawberry.field(description="First day on which it holds; null: since before we looked.")
    valid_to: date | None = strawberry.field(description="First day on which it no longer holds; null: none is known.")
    source: str | None = strawberry.field(description="Who or what told us; null where nobody knows.")
    recorded_at: datetime = strawberry.field(description="When relgraph learnt it (UTC).")
    recorded_by: str | None = strawberry.field(
        description="Who recorded it: a token's name, or whoever ran the command; null where nobody had to say."
    )

    @strawberry.field(description="Its id in the system that knows it, `source:id`; imports use this one.")
    def external_id(self) -> strawberry.ID:
        return strawberry.ID(self.row.id)

    @strawberry.field(description="Whether it holds on the day asked about.")
    def holds(self) -> bool:
        return bool(self.row.holds_on(self.as_of))

    @classmethod
    def resolve_id(cls, root: Self, *, info: strawberry.Info) -> str:
        """What the opaque id stands for, besides the type."""
        return str(root.row.id)

    @classmethod
    def of(cls, row: model.Recorded, as_of: date) -> Self:
        """Show a row of the domain; plain fields have the names of the row's."""
        plain = {field.name for field in dataclasses.fields(cls) if field.init} - {"row", "as_of"}
        return cls(row=row, as_of=as_of, **{name: getattr(row, name) for name in plain})

    @classmethod
    async def load(cls, info: Info, id_: str, as_of: date) -> Self | None:
        """The thing with this id, batched with all others of its type; None when there is none."""

        async def find(ids: list[str]) -> Sequence[model.Recorded | None]:
            found = await find_by_ids(info.context.graph, cls.kind, ids, as_of=as_of)
            return [found.get(id_) for id_ in ids]

        loader = info.context.loader(
            (find_by_ids, cls, as_of),
            lambda: DataLoader[str, model.Recorded | None](find, max_batch_size=MAX_BATCH),
        )
        row = await loader.load(id_)
        await info.context.pace.step()
        return None if row is None else cls.of(row, as_of)

    @classmethod
    async def get(cls, info: Info, id_: str, as_of: date, *, field: str | None = None) -> Self:
        """The thing with this id; NotFoundError when there is none."""
        thing = await cls.load(info, id_, as_of)
        if thing is None:
            raise NotFoundError(cls.kind.noun.replace("_", " "), id_, field=field)
        return thing


async def load_together(info: Info, key: Hashable, batch: Callable[[list[K]], Awaitable[Sequence[V]]], one: K) -> V:
    """What belongs to one key, found by `batch` for all siblings; calls with equal `key` are siblings."""
    loader = info.context.loader(key, lambda: DataLoader[K, V](batch, max_batch_size=MAX_BATCH))
    found = await loader.load(one)
    await info.context.pace.step()
    return found


def global_id(type_: str, id_: str) -> strawberry.ID:
    """The opaque id of a thing that is not at hand as a node."""
    return strawberry.ID(relay.to_base64(type_, id_))


def decoded(value: str) -> tuple[str, str] | None:
    """The two parts of an opaque id or cursor; None for anything else."""
    try:
        type_, _, rest = binascii.a2b_base64(value.encode(), strict_mode=True).decode().partition(":")
    except ValueError:  # not base64, or not UTF-8 below
        return None
    return (type_, rest) if type_ and rest else None


def read_global_id(value: str, *, field: str) -> tuple[str, str]:
    """Type and external id that an opaque id stands for. Raises InputError for anything else."""
    parts = decoded(value)
    if parts is None or not is_id(parts[1]):
        raise _no_id(field)
    return parts


def _no_id(field: str) -> InputError:
    return InputError("That is no id.", field=field, remedy="Give the `id` or `externalId` of a thing, unchanged.")


def external_id(value: str, *types: str, field: str) -> str:
    """The `source:id` of an id given in either form. Raises InputError for what is none.

    With types, another type's opaque id is none either. A plain one says nothing of its type.
    """
    if ":" in value:
        if not is_id(value):
            raise _no_id(field)
        return value
    type_, id_ = read_global_id(value, field=field)
    if types and type_ not in types:
        raise InputError(f"That is the id of a {type_}.", field=field, remedy=f"Give one of a {' or '.join(types)}.")
    return id_


@contextmanager
def named(fields: Mapping[str, str]) -> Iterator[None]:
    """Let input errors name what the client wrote, by the names of what services take."""
    try:
        yield
    except InputError as error:
        error.field = fields.get(error.field or "", error.field)
        raise


def optional_external_id(value: str | None, *types: str, field: str) -> str | None:
    """Like `external_id`, for an argument that may be left out."""
    return None if value is None else external_id(value, *types, field=field)
