"""The one way to Neo4j: fetch rows of a declared query, or do a piece of work in one write transaction."""

import asyncio
import uuid
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Self, TypeVar

import neo4j
from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncSession,
    Bookmarks,
    unit_of_work,
)
from pydantic import BaseModel

from relgraph import __version__
from relgraph.core.clock import HERE, Clock
from relgraph.core.config import Settings
from relgraph.core.errors import DatabaseError, DatabaseTimeoutError
from relgraph.core.principal import ANYBODY, Principal, Right
from relgraph.core.watch import UNWATCHED, Watch
from relgraph.graph.again import repeated_while_transient
from relgraph.graph.connection import Connection
from relgraph.graph.deadline import until
from relgraph.graph.driver_errors import memory_is_final, translated
from relgraph.graph.link import Find, Link
from relgraph.graph.query import Query
from relgraph.graph.reading import check_plan
from relgraph.graph.rows import Row, check_given, rows_of

MOST_WAITING = 10
"""So many requests at a time wait for their bookmarks to arrive: each holds a connection that others need."""

AT_ONCE = 500
"""So many rows are validated before the event loop comes to others."""

T = TypeVar("T", bound=BaseModel)
R = TypeVar("R")


class Reader(ABC):
    """Whatever rows can be fetched from: the graph, or a write transaction under way."""

    settings: Settings
    clock: Clock
    """The time, and today in the caller's zone."""
    principal: Principal
    """Who asks, and what they may do: what they write keeps their name."""
    watch: Watch

    @abstractmethod
    async def _rows(self, query: Query[T], params: dict[str, object]) -> list[Row]: ...

    async def fetch(self, query: Query[T], **params: object) -> list[T]:
        """All rows of a query, validated."""
        check_given(query, params)
        rows = await self._rows(query, params)
        found = []
        for part in range(0, len(rows), AT_ONCE):
            if part:
                await asyncio.sleep(0)
            found += [query.model.model_validate(row) for row in rows[part : part + AT_ONCE]]
        return found

    async def fetch_maybe(self, query: Query[T], **params: object) -> T | None:
        """The row of a query that returns at most one."""
        rows = await self.fetch(query, **params)
        if len(rows) > 1:
            raise DatabaseError(f"'{query.title}' returned {len(rows)} rows where one at most was promised.")
        return rows[0] if rows else None

    async def fetch_one(self, query: Query[T], **params: object) -> T:
        """The row of a query that always returns exactly one."""
        row = await self.fetch_maybe(query, **params)
        if row is None:
            raise DatabaseError(f"'{query.title}' returned no row where one was promised.")
        return row


class Transaction(Reader):
    """A write transaction under way. Reads in it see what it wrote."""

    def __init__(self, transaction: AsyncManagedTransaction, graph: "Graph") -> None:
        self._transaction = transaction
        self.settings, self.watch = graph.settings, graph.watch
        self.clock, self.principal = graph.clock, graph.principal
        self.locked: set[int] = set()
        """The places that are locked until it ends (`record.lock`)."""
        self.commit = uuid.uuid4().hex
        """Names what it has corrected since its last note of a change (`record.service.note_change`)."""

    async def _rows(self, query: Query[T], params: dict[str, object]) -> list[Row]:
        return await rows_of(self._transaction, query, params, self.watch)


class Reading(Reader):
    """A read transaction under way, of somebody who sees the graph."""

    def __init__(self, transaction: AsyncManagedTransaction, graph: "Graph") -> None:
        self._transaction, self._graph = transaction, graph
        self.settings, self.watch = graph.settings, graph.watch
        self.clock, self.principal = graph.clock, graph.principal

    async def _rows(self, query: Query[T], params: dict[str, object]) -> list[Row]:
        if query.contract.access != "read":
            raise DatabaseError(f"'{query.title}' writes: it must run inside Graph.write.")
        vouched = self._graph._vouched
        if query.folder and query.text not in vouched:
            explained = await self._transaction.run(query.explained, query.sent(params))
            check_plan(await explained.consume(), query.shown)
            vouched.add(query.text)
        return await rows_of(self._transaction, query, params, self.watch)


class _Bookmarks:
    """One caller's bookmarks, kept up to date by the driver."""

    def __init__(self, initial: Iterable[str] = ()) -> None:
        brought = frozenset(initial)
        self.manager = AsyncGraphDatabase.bookmark_manager(initial_bookmarks=Bookmarks.from_raw_values(brought))
        self.arrived = not brought
        """The database has what the caller brought."""
        self.arriving = asyncio.Lock()


@dataclass(frozen=True)
class Graph(Reader):
    """The graph as one caller sees it: reads follow that caller's own writes, also in a cluster.

    `operation` names what the caller is doing; it travels with every transaction as metadata and shows in
    Neo4j's query log and in error messages.
    """

    driver: Link | AsyncDriver
    """Where sessions come from: a link, or a driver whose Neo4j stays where it is."""
    settings: Settings
    database: str = "neo4j"
    operation: str | None = None
    clock: Clock = HERE
    principal: Principal = ANYBODY
    watch: Watch = UNWATCHED
    deadline: float | None = None
    """When whatever this caller has under way is stopped, by the clock of the event loop; None: by its own limits."""
    _bookmarks: _Bookmarks = field(default_factory=_Bookmarks)
    _waiting: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_WAITING))
    _vouched: set[str] = field(default_factory=set)
    """Statements that are not ours, of which Neo4j has said that they only read."""

    def for_caller(
        self,
        operation: str | None = None,
        bookmarks: Iterable[str] = (),
        *,
        clock: Clock | None = None,
        principal: Principal | None = None,
        deadline: float | None = None,
    ) -> "Graph":
        """The same graph for another caller, who has seen the writes that `bookmarks` stand for."""
        return replace(
            self,
            operation=operation,
            deadline=deadline,
            clock=clock or self.clock,
            principal=principal or self.principal,
            _bookmarks=_Bookmarks(bookmarks),
        )

    def patient(self, seconds: float) -> "Graph":
        """The same graph, where one read may take at least so long, or what the settings allow if that is more."""
        read_timeout = max(seconds, self.settings.read_timeout)
        return replace(self, settings=self.settings.model_copy(update={"read_timeout": read_timeout}))

    async def bookmarks(self) -> frozenset[str]:
        """What to hand to `for_caller` later, so that this caller's writes are seen there."""
        return frozenset(await self._bookmarks.manager.get_bookmarks())

    async def _rows(self, query: Query[T], params: dict[str, object]) -> list[Row]:
        if query.folder or query.contract.access != "read":
            return await self.read(lambda reading: reading._rows(query, params), operation=query.title)
        name = self.operation or query.title
        # In a transaction that Neo4j opens and ends by itself: one way there and back instead of three.
        statement = neo4j.Query(query.text, _metadata(name), self.settings.read_timeout)

        async def once() -> list[Row]:
            with memory_is_final(name):
                async with self._driver_session(READ_ACCESS) as session:
                    return await rows_of(session, query, params, self.watch, statement)

        async with self._asking(name):
            return await repeated_while_transient(once, self.settings.neo4j_retry_time)

    async def read(self, work: Callable[["Reading"], Awaitable[R]], *, operation: str) -> R:
        """Do `work`, which reads several times, in one read transaction: one time limit holds for all of it.

        The work may run again when Neo4j asks to.
        """
        name = self.operation or operation

        async def managed(transaction: AsyncManagedTransaction) -> R:
            with memory_is_final(name):
                return await work(Reading(transaction, self))

        bounded = unit_of_work(metadata=_metadata(name), timeout=self.settings.read_timeout)(managed)
        async with self._session(name) as session:
            return await session.execute_read(bounded)

    @asynccontextmanager
    async def _session(self, name: str) -> AsyncIterator[AsyncSession]:
        """A session in which this caller sees what it has seen before; errors of the driver become ours."""
        async with self._asking(name), self._driver_session(WRITE_ACCESS) as session:
            yield session

    @asynccontextmanager
    async def _asking(self, name: str) -> AsyncIterator[None]:
        async with until(self.deadline, name):
            await self._arrive()
            with translated(name):
                yield

    def _driver_session(self, access: str) -> AbstractAsyncContextManager[AsyncSession]:
        manager = self._bookmarks.manager
        return self.driver.session(database=self.database, bookmark_manager=manager, default_access_mode=access)

    async def _arrive(self) -> None:
        """Wait until the database has what the caller's bookmarks stand for, and not for longer than the settings say.

        Neo4j waits for half a minute, and the limits of transactions begin only then. It may wait for ever for what is
        of another database, or was lost with a backup.
        """
        if self._bookmarks.arrived:
            return
        # Several fields of one request ask at a time: one of them waits for all. No other request is concerned.
        async with self._bookmarks.arriving:
            if not self._bookmarks.arrived:
                with translated("bookmark"):
                    await self._wait_for_bookmarks()
                self._bookmarks.arrived = True

    async def _wait_for_bookmarks(self) -> None:
        try:
            async with (
                asyncio.timeout(self.settings.bookmark_timeout),
                self._waiting,
                self._driver_session(READ_ACCESS) as session,
            ):
                # It begins when they have arrived.
                await (await session.begin_transaction()).rollback()
        except TimeoutError:
            raise DatabaseTimeoutError(
                f"The database did not get what the bookmark stands for within {self.settings.bookmark_timeout:g} s.",
                remedy="Send bookmarks only to the database they came from; without one you read what is there now.",
            ) from None

    async def write(
        self,
        work: Callable[[Transaction], Awaitable[R]],
        *,
        operation: str,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> R:
        """Do `work` in one write transaction: all of it is kept, or nothing.

        The work may run again when Neo4j asks to (a deadlock, a leader switch), so it must not have effects elsewhere.
        Raises ForbiddenError when the caller may not write.
        """
        self.principal.require(Right.WRITE)

        async def managed(transaction: AsyncManagedTransaction) -> R:
            return await work(Transaction(transaction, self))

        name = self.operation or operation
        limit = timeout or self.settings.write_timeout
        bounded = unit_of_work(metadata=_metadata(name), timeout=limit)(managed)
        async with self._session(name) as session:
            return await session.execute_write(bounded)

    @classmethod
    @asynccontextmanager
    async def connect(cls, connection: Connection, settings: Settings, find: Find | None = None) -> AsyncIterator[Self]:
        """Open the process's one link to Neo4j, make sure that somebody answers, and close it in the end.

        `find` says where Neo4j is when it is not there any more.
        """
        with translated("connect"):
            link = Link(connection, settings, find)
        try:
            with translated("connect"):
                await link.get_server_info()
            yield cls(link, settings, connection.database, clock=Clock(settings.time_zone))
        finally:
            await link.close()


def _metadata(operation: str) -> dict[str, str]:
    return {"app": f"relgraph/{__version__}", "operation": operation}
