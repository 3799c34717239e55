"""A schema with one field for each thing that the HTTP layer must handle."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Annotated

import strawberry
from graphql import GraphQLError

from relgraph.core.errors import (
    ConfigurationError,
    ConflictError,
    CycleError,
    DatabaseAuthError,
    DatabaseCapacityError,
    DatabaseTimeoutError,
    DatabaseUnavailableError,
    InputError,
    NotFoundError,
)
from relgraph.graph.migrate import LIST_MIGRATIONS
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.prices import costs, holds

SECRET = "Zebedee Quickenborne"
"""Stands for what must never reach a log: it appears in variables, literals and exceptions."""

ERRORS = {
    "input": InputError("Too long.", field="input.name", remedy="Shorten it."),
    "notFound": NotFoundError("person", "crm:7", field="id"),
    "conflict": ConflictError("Recorded otherwise."),
    "cycle": CycleError("Nobody reports to themselves."),
    "timeout": DatabaseTimeoutError("'x' was stopped at its time limit.", remedy="Ask for less."),
    "unavailable": DatabaseUnavailableError("Neo4j does not answer ('x')."),
    "capacity": DatabaseCapacityError("'x' needed too much memory."),
    "auth": DatabaseAuthError("Neo4j refused 'x'."),
    "configuration": ConfigurationError("Settings."),
    "defect": ValueError(f"{SECRET} is no number"),
    "coded": GraphQLError("Not yet.", extensions={"code": "INVALID_INPUT", "field": "when"}),
}

Info = strawberry.Info[Context, None]


@strawberry.type
class Page:
    has_next_page: bool = False


@strawberry.type
class Edge:
    node: "Person"


@strawberry.type
class People:
    edges: list[Edge]
    page_info: Page


@strawberry.type
class Person:
    name: str = "Ann"

    @strawberry.field
    def reports(self, first: int = 25) -> People:
        return People(edges=[Edge(node=Person())], page_info=Page())

    @strawberry.field
    def manager(self) -> "Person":
        return Person()

    @strawberry.field
    def colleagues(self, first: int = 1) -> "PersonConnection":
        return PersonConnection(edges=[PersonEdge(node=Person())], nodes=[Person()])

    @strawberry.field
    def positions(self) -> list["Person"]:
        return [Person()]

    @strawberry.field(directives=costs(100))
    async def weighed(self, info: "Info", seconds: float = 0) -> int:
        async with info.context.analysis():
            analysing.append(info.context.caller)
            try:
                await asyncio.sleep(seconds)
            finally:
                analysing.remove(info.context.caller)
        return 1


@strawberry.type
class PersonEdge:
    node: Person


@strawberry.type
class PersonConnection:
    edges: list[PersonEdge]
    nodes: list[Person]


@strawberry.type
class Query:
    @strawberry.field
    def hello(self, name: str = "world") -> str:
        return f"hello {name}"

    @strawberry.field
    def person(self) -> Person:
        return Person()

    @strawberry.field
    def people(self, first: int | None = None, search: str = "") -> People:
        return People(edges=[Edge(node=Person())], page_info=Page())

    @strawberry.field
    def fail(self, how: str) -> str | None:
        raise ERRORS[how].with_traceback(None)

    @strawberry.field
    def fail_hard(self, how: str) -> str:
        raise ERRORS[how].with_traceback(None)

    @strawberry.field
    def misfit(self) -> int | None:
        return SECRET  # type: ignore[return-value]

    @strawberry.field
    def chosen(self, ids: list[str]) -> list[Person]:
        return [Person() for _ in ids]

    @strawberry.field(directives=holds(100))
    def team(self, size: int) -> list[Person]:
        return [Person() for _ in range(size)]

    @strawberry.field
    def best(self, first: int = 5) -> list[Person]:
        return [Person()]

    @strawberry.field
    async def count(self, info: Info) -> int:
        return len(await info.context.graph.fetch(LIST_MIGRATIONS))

    @strawberry.field
    async def slow(self, seconds: float) -> bool:
        await asyncio.sleep(seconds)
        return True

    @strawberry.field
    def surroundings(self, info: Info) -> list[str]:
        same = info.context.loader("key", object) is info.context.loader("key", object)
        return [info.context.request_id, info.context.today.isoformat(), str(info.context.graph.operation), str(same)]

    @strawberry.field
    async def seen(self, info: Info) -> list[str]:
        return sorted(await info.context.graph.bookmarks())


@strawberry.input
class Named:
    name: str


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def touch(self, info: Info, input: Annotated[Named | None, strawberry.argument()] = None) -> bool:  # noqa: A002
        driver, database = info.context.graph.driver, info.context.graph.database
        manager = info.context.graph._bookmarks.manager
        async with driver.session(database=database, bookmark_manager=manager) as session:
            await session.run("MERGE (n:TestDatabase) SET n.touched = timestamp()")
        return True


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def count(self, info: Info, to: int = 2) -> AsyncGenerator[int, None]:
        for n in range(to):
            yield n

    @strawberry.subscription
    async def wait(self, first: int = 25) -> AsyncGenerator[People, None]:
        waiting.append(1)
        try:
            await asyncio.sleep(3600)
            yield People(edges=[], page_info=Page())
        finally:
            waiting.pop()

    @strawberry.subscription
    async def fail(self, how: str, after: int = 0) -> AsyncGenerator[int, None]:
        for n in range(after):
            yield n
        raise ERRORS[how].with_traceback(None)

    @strawberry.subscription
    async def large(self) -> AsyncGenerator[str, None]:
        while True:
            produced.append(1)
            yield "x" * 100_000


analysing: list[str] = []
"""The callers of the analyses that are under way."""
waiting: list[int] = []
"""One for each subscription of `wait` that is open."""
produced: list[int] = []
"""One for each answer of `large`."""

schema = strawberry.Schema(Query, Mutation, Subscription)
