"""The GraphQL schema: every noun's root fields and mutations, and the way from any id to its node."""

import asyncio
from typing import Annotated

import strawberry
from strawberry import relay
from strawberry.schema.config import StrawberryConfig

from relgraph.core.errors import InputError
from relgraph.record.fields import is_id
from relgraph.surfaces.graphql.alone import PartialSchema
from relgraph.surfaces.graphql.arguments import check_count
from relgraph.surfaces.graphql.chain_queries import ChainQuery
from relgraph.surfaces.graphql.changes import ChangesQuery
from relgraph.surfaces.graphql.closeness import ClosenessQuery
from relgraph.surfaces.graphql.coverage import CoverageQuery
from relgraph.surfaces.graphql.findings import AuditFinding
from relgraph.surfaces.graphql.findings_mutations import AuditMutation
from relgraph.surfaces.graphql.findings_queries import FindingsQuery
from relgraph.surfaces.graphql.formation import FormationQuery
from relgraph.surfaces.graphql.hubs import HubsQuery
from relgraph.surfaces.graphql.identity import IdentityMutation, IdentityQuery
from relgraph.surfaces.graphql.ids import Day, Opaque, no_id, read_global_id
from relgraph.surfaces.graphql.imagined import ImaginedQuery
from relgraph.surfaces.graphql.imports import Import, ImportsMutation, ImportsQuery
from relgraph.surfaces.graphql.interactions import InteractionsQuery
from relgraph.surfaces.graphql.kinds import node_types
from relgraph.surfaces.graphql.limits import MAX_PAGE_SIZE
from relgraph.surfaces.graphql.log_interaction import LogMutation
from relgraph.surfaces.graphql.moved import MovedQuery
from relgraph.surfaces.graphql.mutations import records
from relgraph.surfaces.graphql.news import NewsQuery
from relgraph.surfaces.graphql.nodes import NODE_TYPES, Identified, Info
from relgraph.surfaces.graphql.opportunities import OpportunitiesQuery
from relgraph.surfaces.graphql.organizations import AccountsQuery
from relgraph.surfaces.graphql.paths_queries import PathsQuery
from relgraph.surfaces.graphql.people_queries import PeopleQuery
from relgraph.surfaces.graphql.playbook import PlaybookQuery
from relgraph.surfaces.graphql.power_map import PowerMapQuery
from relgraph.surfaces.graphql.promises import PromisesQuery
from relgraph.surfaces.graphql.recording import ERROR_TYPES, RecordQuery
from relgraph.surfaces.graphql.register import RegisterQuery
from relgraph.surfaces.graphql.rules import RulesQuery
from relgraph.surfaces.graphql.runs import AuditRun, RunsQuery
from relgraph.surfaces.graphql.scalars import SCALARS
from relgraph.surfaces.graphql.scores import ScoresQuery
from relgraph.surfaces.graphql.search import SearchQuery
from relgraph.surfaces.graphql.sponsors import SponsorsQuery
from relgraph.surfaces.graphql.strength import StrengthMutation, StrengthQuery
from relgraph.surfaces.graphql.subgraph import SubgraphQuery
from relgraph.surfaces.graphql.subscription import Subscription

FOUND_BY_ID: dict[str, type[Identified]] = {"AuditRun": AuditRun, "AuditFinding": AuditFinding, "Import": Import}
"""Nodes besides what is recorded: what the audit remembers, and imports."""

MAX_DAYS = 10
"""Of how many days `nodes` answers at once: each asks the database anew."""

OpaqueId = Annotated[strawberry.ID, strawberry.argument(name="id", description="An opaque `id`.")]
OpaqueIds = Annotated[list[strawberry.ID], strawberry.argument(description=f"Opaque ids, {MAX_PAGE_SIZE} at most.")]


@strawberry.type
class NodesQuery:
    """Root fields that find anything by its opaque id."""

    @strawberry.field(
        description="Whatever has this id, as of the day that the id carries, else of today; a fact in the version of "
        "the day. Null when nothing has."
    )
    async def node(self, info: Info, id_: OpaqueId) -> relay.Node | None:
        return await _load(info, _read(id_, field="id"))

    @strawberry.field(
        description="Whatever has these ids, in their order and each of its day, with null where nothing has."
    )
    async def nodes(self, info: Info, ids: OpaqueIds) -> list[relay.Node | None]:
        check_count(ids)
        read = [_read(id_, field="ids") for id_ in ids]
        if (days := len({one.day for one in read})) > MAX_DAYS:
            raise InputError(f"The ids are of {days} days.", field="ids", remedy=f"Give ids of {MAX_DAYS} at most.")
        return await asyncio.gather(*(_load(info, one) for one in read))


def _read(value: str, *, field: str) -> Opaque:
    read = read_global_id(value, field=field)
    if read.of not in FOUND_BY_ID and not is_id(read.key):
        raise no_id(field)
    return read


async def _load(info: Info, id_: Opaque) -> relay.Node | None:
    node_type = FOUND_BY_ID.get(id_.of) or NODE_TYPES.get(id_.of)
    day = Day(info.context.today) if id_.day is None else Day(id_.day, explicit=True)
    return await node_type.load(info, id_.key, day) if node_type else None


@strawberry.type(
    description="Questions about the graph. Each answers for a day, `asOf`, and so does all below it. One that fails "
    "is null, with an error in `errors` at its path; the others are answered."
)
class Query(
    NodesQuery,
    SearchQuery,
    AccountsQuery,
    PeopleQuery,
    SubgraphQuery,
    OpportunitiesQuery,
    PowerMapQuery,
    InteractionsQuery,
    PathsQuery,
    HubsQuery,
    CoverageQuery,
    RegisterQuery,
    ClosenessQuery,
    ImaginedQuery,
    ChainQuery,
    ScoresQuery,
    SponsorsQuery,
    FormationQuery,
    PlaybookQuery,
    RulesQuery,
    RunsQuery,
    FindingsQuery,
    RecordQuery,
    ChangesQuery,
    IdentityQuery,
    MovedQuery,
    StrengthQuery,
    PromisesQuery,
    NewsQuery,
    ImportsQuery,
):
    """All root fields."""


@records
class RecordMutation:
    """What records and ends things of every kind."""


@strawberry.type(
    description="Changes to the graph. Each is one transaction; what to mend comes in the payload's `errors`. What an "
    "input leaves out keeps its present value, null makes it unknown. They are done one after the other: one that "
    "fails is null, with an error in `errors` at its path; what the others did stays, and is told."
)
class Mutation(RecordMutation, LogMutation, StrengthMutation, IdentityMutation, AuditMutation, ImportsMutation):
    """All mutations."""


schema = PartialSchema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[*node_types(), *ERROR_TYPES],
    config=StrawberryConfig(relay_max_results=MAX_PAGE_SIZE, scalar_map=SCALARS),
)
"""The schema without any limits; the HTTP layer serves it with its own extensions."""
