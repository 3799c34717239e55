"""Everything recorded is a Relay node: how its ids look, and how it is loaded by id, many at a time."""

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
from relgraph.record import timeline as over_time
from relgraph.record.kind import Kind
from relgraph.record.resolve import find_known
from relgraph.surfaces.graphql import enums  # noqa: F401  (shows the enumerations before types use them)
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.ids import Day, global_id
from relgraph.surfaces.graphql.prices import SHARE, costs
from relgraph.surfaces.graphql.timelines import Timeline

Info: TypeAlias = strawberry.Info[Context, None]

K = TypeVar("K")
V = TypeVar("V")

MAX_BATCH = 200
"""The most things that one batch asks the graph about: with all that belongs to more, reading would take too long."""

NodeId = Annotated[
    strawberry.ID, strawberry.argument(name="id", description="Its opaque `id`, or its `source:id` (`externalId`).")
]


@strawberry.type(description="Something shown for a day.")
class Dated:
    """Base of what is shown for a day, which everything below it inherits."""

    day: strawberry.Private[Day]

    @strawberry.field(description="The day that it is shown for.")
    def as_of(self) -> date:
        return self.day.date


@strawberry.type(description="Something that is found again by its id.")
class Identified(relay.Node):
    """Base of all nodes: what a client asks for `node` has one id, made in one place."""

    @strawberry.field(
        name="id",
        description="Its opaque id. It carries the day where one was asked for: `node` answers for that day then, and "
        "caches keep days apart.",
    )
    def _id(self) -> strawberry.ID:
        return self.own_id()

    def own_id(self) -> strawberry.ID:
        """The id; each type says of what it is made."""
        raise NotImplementedError

    @classmethod
    def resolve_id(cls, root: Self, *, info: strawberry.Info) -> str:
        """Strawberry wants one of every node; the field above takes its place."""
        return root.own_id()

    @classmethod
    async def load(cls, info: Info, key: str, day: Day) -> Self | None:
        """What has this key; None when nothing has."""
        raise NotImplementedError


@strawberry.type(description="Something worked out that has an identity.")
class Keyed:
    """Base of what is no node, since only the field that works it out can be asked for it again; caches merge it."""

    @strawberry.field(
        name="id",
        description="What caches merge it by: of what it tells, and of the day where one was asked for. It is no node: "
        "ask the field that it comes from.",
    )
    def _id(self) -> strawberry.ID:
        return self.own_id()

    def own_id(self) -> strawberry.ID:
        """The id; each type says of what it is made: all on which its values depend."""
        raise NotImplementedError


@strawberry.interface(
    description="Something recorded: an entity, or a fact between entities, with the days on which it holds."
)
class Recorded(Identified, Dated):
    """Shows one row of the domain as of a day."""

    row: strawberry.Private[Any]
    kind: ClassVar[Kind[Any]]
    plain: ClassVar[tuple[str, ...]]
    """The fields that have the names and values of the row's."""

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

    holds: bool = strawberry.field(description="Whether it holds on the day asked about.")

    @strawberry.field(
        description="How it stood over time: all versions of a fact, and what corrections replaced of it.",
        directives=costs(SHARE),
    )
    async def timeline(self, info: Info) -> Timeline:
        async def find(ids: list[str]) -> Sequence[over_time.Timeline]:
            found = await over_time.find_timelines(info.context.graph, self.kind, ids)
            return [found[id_] for id_ in ids]

        return Timeline.of(await load_together(info, (over_time.find_timelines, self.kind), find, self.row.id))

    def own_id(self) -> strawberry.ID:
        """Of its external id, and the day."""
        return global_id(self.kind.model.__name__, self.row.id, self.day)

    @classmethod
    def of(cls, row: model.Recorded, day: Day) -> Self:
        """Show a row of the domain; plain fields have the names of the row's."""
        plain = {name: getattr(row, name) for name in cls.plain}
        return cls(row=row, day=day, holds=row.holds_on(day.date), **plain)

    @classmethod
    async def load(cls, info: Info, key: str, day: Day) -> Self | None:
        """The thing with this external id, batched with all others of its type; None when there is none."""

        async def find(ids: list[str]) -> Sequence[model.Recorded | None]:
            found = await find_known(info.context.graph, cls.kind, ids, as_of=day.date)
            return [found.get(id_) for id_ in ids]

        row = await load_together(info, (find_known, cls, day.date), find, key)
        return None if row is None else cls.of(row, day)

    @classmethod
    async def get(cls, info: Info, id_: str, day: Day, *, field: str | None = None) -> Self:
        """The thing with this id; NotFoundError when there is none."""
        thing = await cls.load(info, id_, day)
        if thing is None:
            raise NotFoundError(cls.kind.noun.replace("_", " "), id_, field=field)
        return thing


NODE_TYPES: dict[str, type[Recorded]] = {}
"""The types of all kinds by name, once `kinds.node_types` has made those without a class."""


def plain_fields(cls: type[Recorded]) -> tuple[str, ...]:
    """What `Recorded.plain` is of a type, once it has all its fields."""
    needed = (field for field in dataclasses.fields(cls) if field.init and field.default is dataclasses.MISSING)
    return tuple(field.name for field in needed if field.name not in ("row", "day", "holds"))


async def load_together(info: Info, key: Hashable, batch: Callable[[list[K]], Awaitable[Sequence[V]]], one: K) -> V:
    """What belongs to one key, found by `batch` for all siblings; calls with equal `key` are siblings."""

    async def load(keys: list[K]) -> Sequence[V]:
        async with info.context.load():
            return await batch(keys)

    loader = info.context.loader(key, lambda: DataLoader[K, V](load, max_batch_size=MAX_BATCH))
    found = await loader.load(one)
    await info.context.pace.step()
    return found


@contextmanager
def named(fields: Mapping[str, str]) -> Iterator[None]:
    """Let input errors name what the client wrote, by the names of what services take."""
    try:
        yield
    except InputError as error:
        error.field = fields.get(error.field or "", error.field)
        raise
